"""What the language model has to beat: n-grams with Witten-Bell smoothing, and a song's own past."""

import collections
import math

import numpy as np

from progressions import CHORDS

CACHE_LENGTHS = 9


class NGrams:
    """Orders 1 to `order`, each backing off to the one below (Witten and Bell 1991)."""

    def __init__(self, songs, order):
        self.order = order
        self.counts = [collections.defaultdict(collections.Counter) for _ in range(order)]
        for song in songs:
            for at in range(1, len(song)):
                for size in range(order):
                    if size <= at:
                        self.counts[size][tuple(song[at - size:at])][song[at]] += 1

    def after(self, past):
        """The probability of each chord after `past`; never its last."""
        said = np.full(CHORDS, 1 / CHORDS)
        for size in range(self.order):
            seen = self.counts[size].get(tuple(past[len(past) - size:])) if size <= len(past) else None
            if seen:
                total, kinds = sum(seen.values()), len(seen)
                said *= kinds / (total + kinds)
                for chord, count in seen.items():
                    said[chord] += count / (total + kinds)
        said[past[-1]] = 0
        return said / said.sum()


def own_past(song):
    """For each change after the first, what followed the longest like stretch of the song so far.

    Yields the length of that stretch (0 where there is none) and a distribution.
    """
    for at in range(1, len(song)):
        lengths = np.zeros(at, dtype=int)
        for end in range(1, at):
            size = 0
            while size < 8 and size < end and song[end - 1 - size] == song[at - 1 - size]:
                size += 1
            lengths[end] = size
        longest = int(lengths.max()) if at > 1 else 0
        said = np.zeros(CHORDS)
        if longest:
            for end in np.nonzero(lengths == longest)[0]:
                said[song[end]] += 1
            said[song[at - 1]] = 0
        total = said.sum()
        yield (longest, said / total) if total else (0, said)


def shares(answers, pasts, truths):
    """How far to trust a song's past, for each length of the stretch: by likelihood (EM)."""
    share = np.full(CACHE_LENGTHS, 0.5)
    share[0] = 0
    pairs = [[] for _ in range(CACHE_LENGTHS)]
    for said, (length, own), truth in zip(answers, pasts, truths):
        pairs[length].append((own[truth], said[truth]))
    for length in range(1, CACHE_LENGTHS):
        for _ in range(30):
            if pairs[length]:
                share[length] = np.mean([share[length] * own / (share[length] * own
                                         + (1 - share[length]) * said + 1e-12)
                                         for own, said in pairs[length]])
    return share


def scores(answers, truths):
    ranks = [int((said > said[truth]).sum()) for said, truth in zip(answers, truths)]
    surprise = np.mean([-math.log(max(1e-12, said[truth])) for said, truth in zip(answers, truths)])
    top = [np.mean([rank < k for rank in ranks]) for k in (1, 3, 5)]
    return f"{math.exp(surprise):7.2f} " + " ".join(f"{share:.3f}" for share in top)


def report(parts, network):
    """Prints perplexity, top 1, 3 and 5 of everything for each corpus."""
    plain = {name: [[quality * 12 + root for root, quality, _, _ in one["changes"]]
                    for one in songs] for name, songs in parts.items()}
    corpora = sorted({one["corpus"] for one in parts["test"]})
    models = {}
    for order in range(1, 6):
        model = NGrams(plain["train"], order)
        models[f"{order}-gram"] = lambda one, song, model=model: [
            model.after(song[max(0, at - 6):at]) for at in range(1, len(song))]
    models["network"] = lambda one, song: network(one)[0]
    models["network, told the length"] = lambda one, song: network(one)[1]
    print(f"{'':12} {'':38}     ppl  top1  top3  top5")
    for name, model in models.items():
        said = {part: [model(one, song) for one, song in zip(parts[part], plain[part])]
                for part in ("stop", "test")}
        pasts = {part: [list(own_past(song)) for song in plain[part]] for part in ("stop", "test")}
        join = lambda lists: [item for items in lists for item in items]
        truths = {part: [song[1:] for song in plain[part]] for part in ("stop", "test")}
        share = shares(join(said["stop"]), join(pasts["stop"]), join(truths["stop"]))
        for corpus in corpora:
            chosen = [at for at, one in enumerate(parts["test"]) if one["corpus"] == corpus]
            answers = join(said["test"][at] for at in chosen)
            truth = join(truths["test"][at] for at in chosen)
            past = join(pasts["test"][at] for at in chosen)
            mixed = [(1 - share[length]) * answer + share[length] * own
                     for answer, (length, own) in zip(answers, past)]
            print(f"{corpus:12} {name:38} {scores(answers, truth)}")
            print(f"{corpus:12} {name + ' and the song':38} {scores(mixed, truth)}", flush=True)
