"""np.einsum_path: in which order to contract many operands, and what each order costs."""
import itertools
import numpy as np


def _size(labels, lengths):
    size = 1
    for label in labels:
        size *= lengths[label]
    return size


def _work(labels, has_sum, operands, lengths):
    """Multiplications and additions of one contraction."""
    return _size(labels, lengths) * (max(1, operands - 1) + (1 if has_sum else 0))


def _contracted(places, sets, output):
    """What the contraction of some operands gives, and the operands after it."""
    inside, needed, rest = set(), set(output), []
    for k, labels in enumerate(sets):
        if k in places:
            inside |= labels
        else:
            rest.append(labels)
            needed |= labels
    result = needed & inside
    return result, rest + [result], inside - result, inside


class _Search:
    def __init__(self, sets, output, lengths, limit):
        self.sets, self.output, self.lengths, self.limit = sets, output, lengths, limit

    def optimal(self):
        """The cheapest of all orders of pairs."""
        found = [(0, [], self.sets)]
        for done in range(len(self.sets) - 1):
            left = len(self.sets) - done
            longer = []
            for cost, path, sets in found:
                for pair in itertools.combinations(range(left), 2):
                    result, rest, summed, inside = _contracted(pair, sets, self.output)
                    if _size(result, self.lengths) <= self.limit:
                        total = cost + _work(inside, summed, 2, self.lengths)
                        longer.append((total, path + [pair], rest))
            if not longer:
                best = min(found, key=lambda one: one[0])
                return best[1] + [tuple(range(left))]
            found = longer
        return min(found, key=lambda one: one[0])[1]

    def greedy(self):
        """At each step the pair that takes away most, and of these the cheapest."""
        sets = self.sets
        if len(sets) < 3:
            return [tuple(range(len(sets)))]
        _, _, summed, inside = _contracted(range(len(sets)), sets, self.output)
        at_once = _work(inside, summed, len(sets), self.lengths)
        path, spent, known = [], 0, []
        pairs = itertools.combinations(range(len(sets)), 2)
        for _ in range(len(sets) - 1):
            for i, j in pairs:
                if not sets[i].isdisjoint(sets[j]):
                    self._consider((i, j), sets, spent, at_once, known)
            if not known:
                # Only outer products are left.
                for pair in itertools.combinations(range(len(sets)), 2):
                    self._consider(pair, sets, spent, at_once, known)
            if not known:
                path.append(tuple(range(len(sets))))
                break
            best = min(known, key=lambda one: one[0])
            known = self._after(known, best)
            sets = best[2]
            path.append(best[1])
            spent += best[0][1]
            last = len(sets) - 1
            pairs = [(i, last) for i in range(last)]
        return path

    def _consider(self, pair, sets, spent, at_once, known):
        result, rest, summed, inside = _contracted(pair, sets, self.output)
        size = _size(result, self.lengths)
        if size > self.limit:
            return
        removed = sum([_size(sets[k], self.lengths) for k in pair]) - size
        cost = _work(inside, summed, 2, self.lengths)
        if spent + cost <= at_once:
            known.append(((-removed, cost), pair, rest))

    def _after(self, known, best):
        """The candidates that the best one leaves, with places and operands as they are after it."""
        i, j = best[1]
        kept = []
        for cost, (x, y), rest in known:
            if x in (i, j) or y in (i, j):
                continue
            # `rest` lacks x and y; i and j go too, and what they gave comes before the last.
            for gone in (j, i):
                del rest[gone - (gone > x) - (gone > y)]
            rest.insert(-1, best[2][-1])
            kept.append((cost, (x - (x > i) - (x > j), y - (y > i) - (y > j)), rest))
        return kept


def _parsed(operands):
    """Terms, the output's labels and the arrays of a call of einsum."""
    if len(operands) == 0:
        raise ValueError('No input operands')
    if isinstance(operands[0], str):
        text = operands[0].replace(' ', '')
        arrays = [np.asanyarray(one) for one in operands[1:]]
        for label in text:
            if label not in '.,->' and not (label.isascii() and label.isalpha()):
                raise ValueError('Character %s is not a valid symbol.' % label)
    else:
        text, arrays = _from_lists(operands)
    if ('-' in text) or ('>' in text):
        if text.count('-') > 1 or text.count('>') > 1 or text.count('->') != 1:
            raise ValueError('Subscripts can only contain one \'->\'.')
    if '.' in text:
        text = _without_dots(text, arrays)
    if '->' in text:
        inputs, output = text.split('->')
    else:
        inputs = text
        letters = text.replace(',', '')
        output = ''.join([label for label in sorted(set(letters)) if letters.count(label) == 1])
    for label in output:
        if output.count(label) != 1:
            raise ValueError('Output character %s appeared more than once in the output.' % label)
        if label not in inputs:
            raise ValueError('Output character %s did not appear in the input' % label)
    if len(inputs.split(',')) != len(arrays):
        raise ValueError('Number of einsum subscripts must be equal to the number of operands.')
    return inputs, output, arrays


_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'


def _from_lists(operands):
    operands = list(operands)
    arrays, lists = [], []
    while len(operands) >= 2:
        arrays.append(np.asanyarray(operands.pop(0)))
        lists.append(operands.pop(0))

    def letters(labels):
        return ''.join(['...' if label is Ellipsis else _LETTERS[label] for label in labels])
    text = ','.join([letters(labels) for labels in lists])
    if operands:
        text += '->' + letters(operands[0])
    return text, arrays


def _without_dots(text, arrays):
    """Letters in place of the dots."""
    inputs, arrow, output = text.partition('->')
    unused = [label for label in _LETTERS if label not in text]
    terms, most = [], 0
    for term, array in zip(inputs.split(','), arrays):
        if '.' in term:
            if term.count('.') != 3 or term.count('...') != 1:
                raise ValueError('Invalid Ellipses.')
            count = max(array.ndim, 1) - (len(term) - 3) if array.shape != () else 0
            if count < 0:
                raise ValueError('Ellipses lengths do not match.')
            most = max(most, count)
            term = term.replace('...', ''.join(unused[:count][::-1]))
        terms.append(term)
    dots = ''.join(unused[:most][::-1])
    inputs = ','.join(terms)
    if arrow:
        return inputs + '->' + output.replace('...', dots)
    letters = inputs.replace(',', '')
    single = [label for label in sorted(set(letters)) if letters.count(label) == 1 and label not in dots]
    return inputs + '->' + dots + ''.join(single)


def _wish(optimize):
    """The kind of search, the path itself if that is given, and the most elements of an intermediate."""
    if optimize is True:
        return 'greedy', None, None
    if optimize is None or optimize is False or isinstance(optimize, str):
        return optimize or False, None, None
    if len(optimize) and optimize[0] == 'einsum_path':
        return None, [tuple(one) for one in optimize[1:]], None
    if len(optimize) == 2 and isinstance(optimize[0], str) and isinstance(optimize[1], (int, float)):
        return optimize[0], None, int(optimize[1])
    raise TypeError('Did not understand the path: %s' % (optimize,))


def einsum_path(*operands, optimize='greedy', einsum_call=False):
    kind, path, limit = _wish(optimize)
    inputs, output, arrays = _parsed(operands)
    terms = inputs.split(',')
    lengths = {}
    for k, (term, array) in enumerate(zip(terms, arrays)):
        if len(term) != array.ndim:
            raise ValueError('Einstein sum subscript %s does not contain the correct number of indices for operand %d.'
                             % (inputs[k], k))
        for label, n in zip(term, array.shape):
            if lengths.get(label, 1) == 1:
                lengths[label] = n
            elif n not in (1, lengths[label]):
                raise ValueError("Size of label '%s' for operand %d (%d) does not match previous terms (%d)."
                                 % (label, k, lengths[label], n))
    sets = [set(term) for term in terms]
    labels = set(inputs.replace(',', ''))
    largest = max([_size(term, lengths) for term in terms + [output]])
    naive = _work(labels, sum([len(one) for one in sets]) > len(labels), len(terms), lengths)
    if path is None:
        search = _Search(sets, set(output), lengths, largest if limit is None else limit)
        if kind is False or len(terms) < 3 or labels == set(output):
            path = [tuple(range(len(terms)))]
        elif kind == 'greedy':
            path = search.greedy()
        elif kind == 'optimal':
            path = search.optimal()
        else:
            raise KeyError('Path name %s not found', kind)
    steps, spent, scales, sizes = [], 0, [], []
    remaining = list(terms)
    for k, places in enumerate(path):
        places = tuple(sorted(places, reverse=True))
        result, sets, summed, inside = _contracted(places, sets, set(output))
        spent += _work(inside, summed, len(places), lengths)
        scales.append(len(inside))
        sizes.append(_size(result, lengths))
        taken = [remaining.pop(place) for place in places]
        last = k == len(path) - 1
        made = output if last else ''.join([label for _, label in sorted([(lengths[label], label) for label in result])])
        remaining.append(made)
        steps.append((places, ','.join(taken) + '->' + made, list(remaining)))
    if len(remaining) != 1:
        raise RuntimeError('Invalid einsum_path is specified: %d more operands has to be contracted.'
                           % (len(remaining) - 1))
    if einsum_call:
        return arrays, steps
    spent += 1
    lines = [
        '  Complete contraction:  %s->%s' % (inputs, output),
        '         Naive scaling:  %d' % len(labels),
        '     Optimized scaling:  %d' % max(scales),
        '      Naive FLOP count:  %.3e' % naive,
        '  Optimized FLOP count:  %.3e' % spent,
        '   Theoretical speedup:  %3.3f' % (naive / spent),
        '  Largest intermediate:  %.3e elements' % max(sizes),
        '-' * 74,
        '%6s %24s %40s' % ('scaling', 'current', 'remaining'),
        '-' * 74,
    ]
    for scale, (_, text, left) in zip(scales, steps):
        lines.append('%4d    %24s %40s' % (scale, text, ','.join(left) + '->' + output))
    return ['einsum_path'] + list(path), '\n'.join(lines)
