/** What each operation takes and answers, as the API document says. */
import type { OPERATIONS } from "./operations.js";
import type { components, operations } from "./schema.js";

export type Schemas = components["schemas"];

/** What an operation is given, whichever it is. */
export interface Input {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

type Content<Responses> = Responses[keyof Responses & (200 | 201 | 202)] extends { content: infer Described } ? Described : never;
type Answers<Responses> = Responses extends { 204: unknown }
  ? undefined
  : Content<Responses> extends { "application/json": infer Json } ? Json : never;

/** Those that answer in JSON, or with nothing. */
export type OperationName = {
  [Name in keyof typeof OPERATIONS]: [Answers<operations[Name]["responses"]>] extends [never] ? never : Name;
}[keyof typeof OPERATIONS];

export type OutputOf<Name extends OperationName> = Answers<operations[Name]["responses"]>;

type Parameters<Name extends OperationName> = {
  [Place in "path" | "query" | "header" as operations[Name]["parameters"][Place] extends undefined ? never : Place]:
    // An answer that didn't change (304) would tell nothing.
    Omit<NonNullable<operations[Name]["parameters"][Place]>, "if-none-match">;
};
type Body<Name extends OperationName> = operations[Name] extends { requestBody: { content: infer Described } }
  ? { body: Described extends { "application/json": infer Json } ? Json : Blob }
  : unknown;
/** A place of which nothing must be given may be left out. */
type Slack<Given> = { [Place in keyof Given as {} extends Given[Place] ? never : Place]: Given[Place] } & {
  [Place in keyof Given as {} extends Given[Place] ? Place : never]?: Given[Place];
};
type Whole<Name extends OperationName> = Slack<Parameters<Name>> & Body<Name> & { signal?: AbortSignal };

/** The argument of a call, which may be left out where nothing must be given. */
export type InputOf<Name extends OperationName> = {} extends Whole<Name> ? [given?: Whole<Name>] : [given: Whole<Name>];

/** Listings that come in pages. */
export type PagedName = {
  [Name in OperationName]: OutputOf<Name> extends { items: unknown[]; nextCursor: string | null } ? Name : never;
}[OperationName];

export type ItemOf<Name extends PagedName> = OutputOf<Name> extends { items: (infer Item)[] } ? Item : never;
