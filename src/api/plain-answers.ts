/**
 * Option of routes with long answers that are put together member by member: they become text without being held
 * against their schema once more, which would cost more than everything else. Types and tests hold them to it. Not for
 * routes that answer with what they read as it is: there, the schema also keeps back what is nobody's business.
 */
export const plainAnswers = { serializerCompiler: () => (answer: unknown) => JSON.stringify(answer) };
