import { isHit } from '../../evaluation/metrics.ts';
import type { Lexicon } from '../../src/arabic/lexicon.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import type { Background } from '../../src/retrieval/background.ts';
import { type Candidate, viewCandidates } from '../../src/retrieval/candidate.ts';
import { featureVectors } from '../../src/retrieval/features/feature-vector.ts';
import { poolFeatures } from '../../src/retrieval/features/pool-features.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { selectCandidates } from '../../src/retrieval/select-candidates.ts';
import type { WordVectors } from '../../src/retrieval/word-vectors.ts';
import { type PreparedCorpus, prepareCorpus, withoutPassages } from './prepared-corpus.ts';
import type { LabelledQuestion, QuestionSet } from './question-sets.ts';

/** A question with its candidates' features and which of them answer. */
export interface Example {
  readonly question: LabelledQuestion;
  readonly set: string;
  /** Whether its source was taken out of the corpus, so that nothing answers it any more. */
  readonly deprived: boolean;
  readonly candidates: readonly Candidate[];
  readonly features: readonly Float32Array[];
  /** What the candidates hold together. */
  readonly pool: Float32Array;
  readonly hits: readonly boolean[];
}

export interface Knowledge {
  readonly embedder: Embedder;
  readonly lexicon: Lexicon;
  readonly background: Background;
  readonly wordVectors: WordVectors;
}

/** Runs the product's own analysis and candidate search on a set. */
export async function makeExamples(
  set: QuestionSet,
  knowledge: Knowledge,
  options: { deprive: boolean },
): Promise<Example[]> {
  const corpora: PreparedCorpus[] = [];
  for (const articles of set.corpora) corpora.push(await prepareCorpus(articles, knowledge));
  const examples: Example[] = [];
  const vectors = await knowledge.embedder.embed(
    set.questions.map(({ text }) => text),
    'query',
  );
  for (const [index, question] of set.questions.entries()) {
    const corpus = corpora[question.corpus];
    const vector = vectors[index];
    if (corpus === undefined || vector === undefined) continue;
    const make = (from: PreparedCorpus, deprived: boolean) =>
      makeExample({ question, vector, corpus: from, set: set.name, deprived, knowledge });
    examples.push(await make(corpus, false));
    if (options.deprive && question.answerable)
      examples.push(await make(withoutPassages(corpus, sourceOf(question, corpus)), true));
  }
  return examples;
}

interface ExampleSource {
  readonly question: LabelledQuestion;
  readonly vector: Float32Array;
  readonly corpus: PreparedCorpus;
  readonly set: string;
  readonly deprived: boolean;
  readonly knowledge: Knowledge;
}

async function makeExample({
  question,
  vector,
  corpus,
  set,
  deprived,
  knowledge,
}: ExampleSource): Promise<Example> {
  const { lexicon, background, wordVectors } = knowledge;
  const analysed = analyseQuestion(question.text, { lexicon, background, corpus: corpus.view.terms });
  await wordVectors.prepare(analysed.terms.map(({ folded }) => folded));
  const { view, search } = corpus;
  const selected = await selectCandidates({ question: analysed, vector, search, background });
  const positions = selected.filter(
    (position) => corpus.passages[position]?.article.startsWith('hidden ') === false,
  );
  const candidates = viewCandidates({
    question: analysed,
    vector,
    positions,
    corpus: view,
    background,
    wordVectors,
  });
  const hits = candidates.map(
    ({ analysis }) => question.answerable && !deprived && isHit(analysis.text, question),
  );
  return {
    question,
    set,
    deprived,
    candidates,
    features: featureVectors(candidates),
    pool: poolFeatures(candidates),
    hits,
  };
}

/** The passages that answer, with their whole paragraph where that is short, else with the next on each side. */
function sourceOf(question: LabelledQuestion, { passages }: PreparedCorpus): Set<number> {
  const hidden = new Set<number>();
  for (const [position, passage] of passages.entries()) {
    if (!isHit(passage.text, question)) continue;
    hidden.add(position);
    for (let at = position - 8; at <= position + 8; at++) {
      const other = passages[at];
      if (other?.article !== passage.article) continue;
      if (other.paragraph === passage.paragraph && losesParagraph(question)) hidden.add(at);
    }
  }
  return hidden;
}

/** On Wikipedia the paragraph goes; in a news article, where others may repeat it, the sentence alone. */
const losesParagraph = (question: LabelledQuestion) => !question.group.startsWith('news/');
