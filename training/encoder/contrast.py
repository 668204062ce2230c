"""Teaches the encoder which texts belong together (step `contrast`): neighbours first, then questions and answers."""

import argparse
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from examples import SETS, Examples
from model import Encoder, SentenceVectors, Size
from training import DEVICE, Checkpoint, Clock, Optimiser, cosine, load, precision, seeded, train

CLS, SEP = 2, 3
SHORTEST, LONGEST = 6, 64
PARAGRAPH = 96
SCALE = 20.0
# How far the questions have come when the model is good enough to say what is hard for it.
MINED_FROM = 0.4
AAQAD = SETS.index("aaqad")


class Sentences:
    """Where each sentence of each document begins and ends; those too short to mean much are left out."""

    def __init__(self, packed: Path, stops: list[int]):
        tokens = np.fromfile(packed / "tokens.u16", np.uint16)
        documents = np.fromfile(packed / "documents.u32", np.uint32)
        ends = np.flatnonzero(np.isin(tokens, [*stops, SEP])) + 1
        begins = np.concatenate([[0], ends[:-1]])
        long = ends - begins >= SHORTEST
        ends, begins = ends[long], begins[long]
        document = np.searchsorted(documents, begins, "right")
        paired = document[:-1] == document[1:]
        opens = np.concatenate([[True], document[1:] != document[:-1]])[:-1]
        self.tokens = torch.from_numpy(tokens.astype(np.int32)).to(DEVICE)
        self.begins, self.ends = (torch.from_numpy(each.astype(np.int64)).to(DEVICE) for each in (begins, ends))
        self.document_end = torch.from_numpy(np.append(documents[1:], len(tokens)).astype(np.int64)[document - 1]).to(DEVICE)
        self.anchors = torch.from_numpy(np.flatnonzero(paired)).to(DEVICE)
        self.openings = torch.from_numpy(np.flatnonzero(paired & opens)).to(DEVICE)

    def pairs(self, size: int, generator):
        """Headlines or first sentences with what follows; sentences with the next one, or with all of the next lines."""
        pick = lambda places, count: places[torch.randint(len(places), (count,), generator=generator, device=DEVICE)]
        chosen = torch.cat([pick(self.openings, size // 4), pick(self.anchors, size - size // 4)])
        wide = torch.rand(size, generator=generator, device=DEVICE) < 0.4
        ends = torch.where(wide, torch.minimum(self.begins[chosen + 1] + PARAGRAPH, self.document_end[chosen]), self.ends[chosen + 1])
        longest = torch.where(wide, PARAGRAPH, LONGEST)
        return self._texts(self.begins[chosen], self.ends[chosen], LONGEST), self._texts(self.begins[chosen + 1], ends, longest)

    def _texts(self, begins, ends, longest):
        lengths = torch.minimum(ends - begins, torch.as_tensor(longest, device=DEVICE))
        step = torch.arange(int(lengths.max()), device=DEVICE)
        mask = step < lengths.unsqueeze(1)
        ids = self.tokens[torch.where(mask, begins.unsqueeze(1) + step, 0)].long() * mask
        return F.pad(ids, (1, 0), value=CLS), F.pad(mask.long(), (1, 0), value=1)


def agreement(left, right, same=None):
    """Each text must be nearer to its own than to any other's of the batch (in-batch softmax: van den Oord et al., 2018).

    `same` marks pairs of the batch that are no contrast at all.
    """
    scores = SCALE * left @ right.T
    if same is not None:
        scores = scores.masked_fill(same, -1e4)
    target = torch.arange(len(left), device=DEVICE)
    back = F.cross_entropy(scores[:, : len(left)].T, target)
    return (F.cross_entropy(scores, target) + back) / 2


class Questions:
    """Questions with the passage that answers each, and passages that look as if they did."""

    def __init__(self, examples: Examples, chosen: torch.Tensor):
        self.examples = examples
        answers = examples.labels[:, 0] >= 0
        self.right = chosen[answers[chosen]]
        self.wrong = chosen[~answers[chosen]]
        self.mined = None

    def batch(self, size: int, generator):
        picked = torch.randint(len(self.right), (size,), generator=generator, device=DEVICE)
        right = self.right[picked]
        if self.mined is None:
            hard = self._beside(right, generator)
        else:
            column = torch.randint(self.mined.shape[1], (size,), generator=generator, device=DEVICE)
            hard = self.mined[picked, column]
        passages = torch.cat([right, hard])
        numbers = self.examples.passage
        same = numbers[right].unsqueeze(1) == numbers[passages]
        same[:, : len(right)].fill_diagonal_(False)
        return self.examples.questions(right), self.examples.passages(passages), same

    def _beside(self, right, generator):
        """A wrong passage of the same question, where it has one: a sentence beside the one that answers."""
        wanted = self.examples.question[right]
        known = self.examples.question[self.wrong]
        at = torch.searchsorted(known, wanted)
        count = torch.searchsorted(known, wanted, right=True) - at
        shift = (torch.rand(len(right), generator=generator, device=DEVICE) * count).long()
        other = torch.randint(len(self.wrong), (len(right),), generator=generator, device=DEVICE)
        return self.wrong[torch.where(count > 0, at + shift, other).clamp(max=len(self.wrong) - 1)]

    @torch.no_grad()
    def mine(self, model, count: int = 4, skip: int = 1):
        """The passages that the model itself holds nearest to each question, but for the nearest of all."""
        model.eval()
        embed = lambda texts: torch.cat([model(*texts(part)) for part in self.right.split(1024)])
        with precision():
            asked, passages = embed(self.examples.questions), embed(self.examples.passages)
        mined = []
        for at, rows in zip(range(0, len(asked), 1024), asked.split(1024)):
            scores = rows @ passages.T
            numbers = self.examples.passage[self.right]
            scores.masked_fill_(numbers[at : at + 1024].unsqueeze(1) == numbers, -1)
            mined.append(self.right[scores.topk(count + skip, dim=1).indices[:, skip:]])
        self.mined = torch.cat(mined)
        model.train()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--packed", required=True)
    parser.add_argument("--start", required=True, help="checkpoint of the step `pretrain`, or of this one")
    parser.add_argument("--target", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--neighbours", type=float, default=0, help="seconds for neighbours")
    parser.add_argument("--questions", type=float, default=0, help="seconds for questions")
    parser.add_argument("--steps", type=int, default=0, help="steps of each at most")
    parser.add_argument("--checkpoint", type=int, default=200, help="steps between checkpoints")
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--log", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2)
    given = parser.parse_args()
    if not given.steps and not (given.neighbours and given.questions):
        parser.error("say how long: --steps, or --neighbours and --questions in seconds")
    begun = load(given.start)
    model = SentenceVectors(Encoder(Size(**begun["size"]))).to(DEVICE)
    prefix = "encoder."
    model.encoder.load_state_dict({key[len(prefix) :]: value for key, value in begun["model"].items() if key.startswith(prefix)})
    target = Path(given.target)

    def run(part: int, name: str, seconds: float, loss_of):
        # Each part draws numbers of its own, whether the one before was run just now or is found done.
        generator = seeded(given.seed + part)
        optimiser, clock = Optimiser(model, rate=given.rate), Clock(given.steps, seconds)
        shape = model.encoder.size.settings()
        settings = {**shape, "seconds": seconds, **{key: getattr(given, key) for key in ("steps", "size", "rate", "seed")}}
        checkpoint = Checkpoint(
            target / f"{name}.pt", model=model, optimiser=optimiser, clock=clock, generator=generator, settings=settings,
            kept={"size": shape}, every=given.checkpoint,
        )

        def of_batch():
            with precision():
                return loss_of(generator, clock.progress)

        train(checkpoint, of_batch, schedule=cosine, log=given.log)

    tokenizer = Tokenizer.from_file(str(Path(given.tokenizer) / "tokenizer.json"))
    sentences = Sentences(Path(given.packed), [tokenizer.token_to_id(stop) for stop in ".؟!"])

    def neighbours(generator, _progress):
        left, right = sentences.pairs(given.size, generator)
        return agreement(model(*left), model(*right))

    run(0, "neighbours", given.neighbours, neighbours)

    real = Examples(Path(given.packed) / "real.npz")
    # Translated questions alone: the others measure.
    questions = Questions(real, torch.nonzero(real.set == AAQAD).flatten())

    def asked(generator, progress):
        if questions.mined is None and progress >= MINED_FROM:
            questions.mine(model)
        question, passage, same = questions.batch(given.size // 2, generator)
        return agreement(model(*question), model(*passage), same)

    run(1, "contrast", given.questions, asked)


if __name__ == "__main__":
    main()
