"""Learns the word pieces, and writes them as a `tokenizer.json` that Python and Node read alike."""

import argparse
import json
from pathlib import Path

from tokenizers import Regex, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import NFKC, Lowercase, Replace, Sequence
from tokenizers.pre_tokenizers import BertPreTokenizer, Split
from tokenizers.pre_tokenizers import Sequence as Splits
from tokenizers.processors import TemplateProcessing
from tokenizers.trainers import WordPieceTrainer

from sources import questions, texts

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

# What `src/arabic/fold.ts` does, so that a text and its folded form have the same pieces, but for variation selectors beyond
# the basic plane, which the bot folds away before; and punctuation's variants, which it leaves.
MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
    "\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe72\ufe74\ufe76-\ufe7f"
)
INVISIBLES = (
    "\u00ad\u034f\u061c\u0640\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
LETTERS = {
    "ا": "أإآٱٲٳ", "ي": "ىئیېےۍێۓ", "و": "ؤۆۇۈۋۅۄ", "ه": "ةھہۀۂۃەۿ", "ك": "کگڪڭݣڬ", "ج": "چ", "ب": "پ", "ف": "ڤڥ",
    "ق": "ڨ", "ز": "ژ", "ن": "ں", "": "ء٬", ".": "٫", '"': "«»“”„", "'": "‘’", "،": ",", "؛": ";", "؟": "?", "-": "–—",
}

# Clitics that stand before a word, cut off so that a word is one whether it is defined or not. One letter before a
# word is too often its own to be cut, but for the conjunction before a long one.
PROCLITICS = r"^(?:[وفب]?ال|كال|[وف]?لل|وبال|و(?=\p{L}{4}))(?=\p{L}{3})"


def build() -> Tokenizer:
    tokenizer = Tokenizer(WordPiece(unk_token="[UNK]", max_input_chars_per_word=60))
    folding = [Replace(Regex(f"[{MARKS}{INVISIBLES}]"), ""), NFKC(), Lowercase(), Replace(Regex(f"[{MARKS}{INVISIBLES}]"), "")]
    folding.append(Replace(Regex(r"(?<=[0-9٠-٩۰-۹])[,٬](?=[0-9٠-٩۰-۹]{3}(?![0-9٠-٩۰-۹]))"), ""))
    folding += [Replace(Regex(f"[{variants}]"), letter) for letter, variants in LETTERS.items()]
    folding += [Replace(Regex(f"[{chr(0x660 + digit)}{chr(0x6F0 + digit)}]"), str(digit)) for digit in range(10)]
    tokenizer.normalizer = Sequence(folding)
    tokenizer.pre_tokenizer = Splits([BertPreTokenizer(), Split(Regex(PROCLITICS), "isolated")])
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return tokenizer


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, help="the folder that holds data/")
    parser.add_argument("--target", required=True)
    parser.add_argument("--pieces", type=int, default=24000)
    parser.add_argument("--limit", type=int, default=0, help="texts at most, to try it out")
    given = parser.parse_args()

    tokenizer = build()
    trainer = WordPieceTrainer(
        vocab_size=given.pieces, min_frequency=2, limit_alphabet=220, special_tokens=SPECIAL, show_progress=False
    )
    lines = (part for text in texts(given.data, given.limit) for part in text.parts)
    tokenizer.train_from_iterator(chain_questions(lines, given), trainer)
    target = Path(given.target)
    target.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(target / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizer", "model_max_length": 256, "pad_token": "[PAD]", "unk_token": "[UNK]",
        "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]",
    }
    (target / "tokenizer_config.json").write_text(json.dumps(settings, indent=1) + "\n")
    print(f"{tokenizer.get_vocab_size()} pieces -> {target}")


def chain_questions(lines, given):
    yield from lines
    yield from questions(given.data)


if __name__ == "__main__":
    main()
