/** What lets no entry in at the moment; exits always act. */
export class EntryGate {
  /** Somebody paused them. */
  entriesPaused = false;
  /** The run is outside its hours. */
  entriesClosed = false;

  get isShut(): boolean {
    return this.entriesPaused || this.entriesClosed;
  }
}
