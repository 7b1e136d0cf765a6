/** @public */
export type JsonPrimitive = string | number | boolean | null;
/** @public */
export type JsonValue = JsonPrimitive | JsonValue[] | JsonObject;
/** @public */
export interface JsonObject {
  [key: string]: JsonValue;
}
