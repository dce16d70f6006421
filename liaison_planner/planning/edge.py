"""Where an answer turns: the last whole number at which something still holds."""

from collections.abc import Callable, Sequence


def edge(holds: Callable[[int], bool], inside: int, outside: int, guesses: Sequence[int] = ()) -> int:
    """A number at which `holds` is true while it is false one step further towards `outside`.

    `holds` must be true at `inside` and false at `outside`; it is not asked there again. Found by halving, after good
    guesses have been tried. Both neighbours have been asked, so the answer is exact even if there are other edges.
    """
    further = 1 if outside > inside else -1
    for guess in guesses:
        if not min(inside, outside) < guess < max(inside, outside):
            continue
        if holds(guess):
            inside = guess
        else:
            outside = guess
    while abs(outside - inside) > 1:
        middle = inside + further * (abs(outside - inside) // 2)
        if holds(middle):
            inside = middle
        else:
            outside = middle
    return inside
