import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./juhui.js";

/** The types of the API document, by their names there. */
export type Schemas = components["schemas"];
export type Refund = Schemas["Refund"];
export type Problem = Schemas["Problem"];

/** What went wrong, as the API says it: `code` for the program, `detail` for people. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  /** What is wrong with one field of a form, by its pointer. */
  at(pointer: string): string | undefined {
    return this.problem.errors?.find((error) => error.pointer === pointer)?.detail;
  }
}

export interface Session {
  gateway: string;
  token: string;
  language: "zh" | "en";
}

export type Client = ReturnType<typeof createClient<paths>>;

/** A client for one person, in their language. */
export function client(session: Session): Client {
  const identity: Middleware = {
    onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${session.token}`);
      request.headers.set("Accept-Language", session.language);
    },
  };
  const api = createClient<paths>({ baseUrl: session.gateway });
  api.use(identity);
  return api;
}

/** The body of a good answer. Everything else is a problem document, and thrown. */
export async function of<T>(answer: Promise<{ data?: T; error?: Problem }>): Promise<T> {
  const { data, error } = await answer;
  if (error !== undefined) throw new Refused(error);
  if (data === undefined) throw new Error("An answer without a body");
  return data;
}

/** One key for one decision of a person: pressed twice or sent again after an answer was lost, it is done once. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** Money as people read it. */
export function money(amount: Schemas["Money"], language: Session["language"]): string {
  const format = new Intl.NumberFormat(language, { style: "currency", currency: amount.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount.value / 10 ** digits);
}
