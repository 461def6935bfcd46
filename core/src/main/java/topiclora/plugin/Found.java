package topiclora.plugin;

import topiclora.Document;

/**
 * A document that a query brought up.
 *
 * @param document with its text
 * @param score of the retriever, comparable within one answer only; higher is nearer
 */
public record Found(Document document, double score) {}
