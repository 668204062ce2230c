"""Writes trained readers as ONNX (opset 17): `export.py WEIGHTS.pt … --examples DIR --width N`, each beside its weights."""

import argparse
from pathlib import Path

import onnx
import torch

from data import Examples
from model import Reader

INPUTS = [
    "passage", "passage_features", "passage_mask", "question", "question_features", "question_mask", "expected",
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", nargs="+")
    parser.add_argument("--examples", required=True)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--blocks", type=int, default=4)
    given = parser.parse_args()
    examples = Examples(given.examples)
    inputs, _ = examples.batch(examples.labels[:, 0].argsort()[-3:])
    for path in map(Path, given.weights):
        model = Reader(
            passage_features=inputs[1].shape[2], question_features=inputs[4].shape[2], types=inputs[6].shape[1],
            width=given.width, blocks=given.blocks,
        )
        model.load_state_dict(torch.load(path))
        model.eval()
        axes = {name: {0: "passages", 1: "words" if name.startswith("passage") else "asked"} for name in INPUTS[:-1]}
        axes |= {"expected": {0: "passages"}, "spans": {0: "passages", 1: "words", 2: "words"}, "absent": {0: "passages"}}
        target = path.with_suffix(".onnx")
        torch.onnx.export(
            model, inputs, target, input_names=INPUTS, output_names=["spans", "absent"], dynamic_axes=axes, opset_version=17,
        )
        stored = onnx.load(target)
        stored.ir_version = 8
        onnx.save(stored, target)
        print(target, target.stat().st_size)


main()
