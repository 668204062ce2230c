import type { Draft } from './draft.ts';

const FIELDS = ['title', 'publisher', 'published', 'url', 'language'] as const;

/**
 * The text of a Markdown file that {@link parseArticle} reads as this article. Fields are quoted as JSON, which YAML
 * takes as it is; dates and tags need no quotes.
 */
export function articleFile(draft: Draft): string {
  const fields = FIELDS.flatMap((field) => {
    const value = draft[field];
    if (value === undefined) return [];
    return [`${field}: ${field === 'published' || field === 'language' ? value : JSON.stringify(value)}`];
  });
  return ['---', ...fields, '---', draft.body].join('\n');
}
