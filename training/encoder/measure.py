"""Measures exported readers (step `measure`): each on the articles it never saw."""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from examples import Examples
from model import span_logits
from reader import FOLDS, LOOKED_AT, TUNED_ON, judged, report


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("readers", help="the folder of `reader-0.onnx` … `reader-4.onnx` and `reader-all.onnx`")
    parser.add_argument("--examples", required=True)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(1)
    # onnxruntime reads from the main memory.
    examples = Examples(given.examples, torch.device("cpu"))
    everything = torch.arange(len(examples))
    usable = torch.isin(examples.set, torch.tensor(TUNED_ON))
    agreement, here = np.zeros(len(examples)), np.zeros(len(examples))
    parts = {str(fold): everything[usable & (examples.fold == fold)] for fold in range(FOLDS)}
    parts["all"] = everything[torch.isin(examples.set, torch.tensor(LOOKED_AT))]
    for name, chosen in parts.items():
        read = session(Path(given.readers) / f"reader-{name}.onnx", given.threads)
        for batch in examples.batches(chosen, 64):
            rows = batch.numpy()
            agreement[rows], here[rows] = (each.numpy() for each in judged(read, examples, batch))
    report("cross-validated:", examples, everything[usable], agreement, here)
    report("on articles none ever saw:", examples, parts["all"], agreement, here)


def session(path: Path, threads: int):
    """Logits of spans by an ONNX file, as `reader.logits_of` gives them by a model."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    opened = onnxruntime.InferenceSession(str(path), options)

    def read(inputs, begins, ends):
        names = ("input_ids", "attention_mask", "token_type_ids", "hints")
        first, last = opened.run(None, {name: each.numpy() for name, each in zip(names, inputs)})
        return span_logits(torch.from_numpy(first), torch.from_numpy(last), begins, ends)

    return read


if __name__ == "__main__":
    main()
