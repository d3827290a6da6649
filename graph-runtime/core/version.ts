/** Version of the engine's numbers: it moves whenever any result may move. Part of every run's fingerprint inputs. */
export const ENGINE_VERSION = "2";
