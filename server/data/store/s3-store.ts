import { AwsClient } from "aws4fetch";
import { AppError } from "../../errors/app-error.ts";
import type { ObjectStore } from "./object-store.ts";

export type S3Settings = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

const attempts = 4;
const firstPause = 200;

/** Keeps files in a bucket of anything that speaks the S3 protocol, addressed by path. */
export function s3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Settings): ObjectStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 0 });
  const base = `${endpoint.replace(/\/$/, "")}/${bucket}`;

  async function ask(method: string, key: string, body?: Uint8Array): Promise<Response> {
    const url = `${base}/${key.split("/").map(encodeURIComponent).join("/")}`;
    let problem: unknown = null;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, firstPause * 2 ** (attempt - 1)));
      try {
        const response = await client.fetch(url, {
          method,
          ...(body === undefined ? {} : { body: Buffer.from(body) }),
        });
        if (response.status < 500 && response.status !== 429) return response;
        problem = new Error(`the object store answered ${response.status}`);
        await response.body?.cancel();
      } catch (error) {
        problem = error;
      }
    }
    throw new AppError("unavailable", { message: "The object store does not answer. Try again." }, { cause: problem });
  }

  const refuse = async (response: Response, deed: string): Promise<never> => {
    const text = (await response.text()).slice(0, 300);
    throw new Error(`the object store refused to ${deed}: ${response.status} ${text}`);
  };

  return {
    get: async (key) => {
      const response = await ask("GET", key);
      if (response.status === 404) return null;
      if (!response.ok) return refuse(response, `read ${key}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    put: async (key, bytes) => {
      const response = await ask("PUT", key, bytes);
      if (!response.ok) await refuse(response, `write ${key}`);
    },
    has: async (key) => {
      const response = await ask("HEAD", key);
      if (response.status === 404) return false;
      if (!response.ok) await refuse(response, `look for ${key}`);
      return true;
    },
    remove: async (key) => {
      const response = await ask("DELETE", key);
      if (!response.ok && response.status !== 404) await refuse(response, `remove ${key}`);
    },
  };
}
