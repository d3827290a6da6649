/** Sends a file to be imported and returns the import's id; `onProgress` hears the share that is sent. */
export function uploadFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<string> {
  // fetch does not tell how much of a body is sent; XMLHttpRequest does.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/imports?name=${encodeURIComponent(file.name)}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer: unknown = request.response;
      const field = (name: string): string | null => {
        const value = typeof answer === "object" && answer !== null && name in answer ? Object(answer)[name] : null;
        return typeof value === "string" ? value : null;
      };
      const id = field("id");
      if (request.status === 201 && id !== null) resolve(id);
      else reject(new Error(field("message") ?? `The server answered ${request.status}. Try again.`));
    };
    request.onerror = () => reject(new Error("The file could not be sent. Check the connection and try again."));
    request.onabort = () => reject(new Error("Sending was stopped."));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
