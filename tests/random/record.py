"""Records draws of NumPy and of Python's random into draws.txt, for tests/random.rs.

Run with the NumPy whose streams are wanted: python tests/random/record.py > tests/random/draws.txt
A line: stream, seed, method, arguments, then how many values, the FNV-1a hash of all their bits and
the bits of the first three.
"""
import struct
import numpy as np

SEEDS = [0, 1, 42, 12345, 4294967295]
COUNT = 1000


def bits(values):
    values = np.asarray(values).ravel()
    if values.dtype == np.float64:
        return values.view(np.uint64).tolist()
    if values.dtype == np.float32:
        return values.view(np.uint32).tolist()
    if values.dtype == bool:
        return values.astype(np.uint64).tolist()
    return values.view(f'u{values.dtype.itemsize}').astype(np.uint64).tolist()


def digest(words):
    hash = 0xcbf29ce484222325
    for word in words:
        for byte in struct.pack('<Q', word):
            hash = (hash ^ byte) * 0x100000001b3 % 2**64
    return hash


def line(stream, seed, method, arguments, values):
    words = bits(values)
    first = ' '.join(f'{word:x}' for word in words[:3])
    arguments = ' '.join(str(argument) for argument in arguments)
    print(f'{stream} {seed} {method} {arguments} = {len(words)} {digest(words):016x} {first}')


def stream_of(name, seed):
    if name == 'state':
        return np.random.RandomState(seed)
    if name == 'rng':
        return np.random.default_rng(seed)
    return np.random.Generator(getattr(np.random, name)(seed))


def shuffled(source, count, _):
    x = np.arange(count)
    source.shuffle(x)
    return x


def integers(source, dtype, low, high, size):
    draw = source.randint if isinstance(source, np.random.RandomState) else source.integers
    return draw(low, high, size=size, dtype=dtype)


RANGES = {
    'bool': [(0, 2), (0, 1)],
    'int8': [(-5, 5), (0, 100), (-128, 128), (3, 4), (0, 128)],
    'uint8': [(0, 10), (0, 256)],
    'int16': [(-5, 5), (0, 1000), (-2**15, 2**15)],
    'uint16': [(0, 40000), (0, 2**16)],
    'int32': [(0, 10), (-2**31, 2**31), (0, 2**31 - 1)],
    'uint32': [(0, 3 * 10**9), (0, 2**32)],
    'int64': [(0, 2), (0, 10), (-7, 1000), (0, 2**31 + 1), (0, 2**32 - 1), (0, 2**32), (0, 2**32 + 1), (0, 3 * 2**60),
              (-2**63, 2**63), (5, 6)],
    'uint64': [(0, 2**64), (0, 2**63 + 1)],
}

def weights(count):
    p = np.arange(1.0, count + 1)
    return p / p.sum()


def plain():
    """Draws that are not laws of laws.rs."""
    for seed in SEEDS:
        for name in ['state', 'rng', 'MT19937', 'PCG64DXSM', 'Philox', 'SFC64']:
            make = lambda: stream_of(name, seed)
            line(name, seed, 'random', [COUNT + 1], make().random(COUNT + 1))
            for dtype in ['uint32', 'uint64']:
                line(name, seed, 'integers', [dtype, 0, np.iinfo(dtype).max, COUNT],
                     integers(make(), dtype, 0, 1 + int(np.iinfo(dtype).max), COUNT))
        for name in ['state', 'rng']:
            make = lambda: stream_of(name, seed)
            line(name, seed, 'standard_normal', [COUNT], make().standard_normal(COUNT))
            line(name, seed, 'normal', [3.5, 0.1, COUNT], make().normal(3.5, 0.1, COUNT))
            line(name, seed, 'uniform', [-1.5, 2.25, COUNT], make().uniform(-1.5, 2.25, COUNT))
            line(name, seed, 'standard_exponential', [COUNT], make().standard_exponential(COUNT))
            for dtype, ranges in RANGES.items():
                for low, high in ranges:
                    line(name, seed, 'integers', [dtype, low, high - 1, COUNT],
                         integers(make(), dtype, low, high, COUNT))
            line(name, seed, 'bytes', [COUNT + 3], np.frombuffer(make().bytes(COUNT + 3), np.uint8))
            line(name, seed, 'shuffle', [COUNT], shuffled(make(), COUNT, None))
            line(name, seed, 'permutation', [COUNT], make().permutation(COUNT))
            line(name, seed, 'choice', [50, COUNT], make().choice(50, COUNT))
            line(name, seed, 'choice_weighted', [20, COUNT], make().choice(20, COUNT, p=weights(20)))
            line(name, seed, 'choice_weighted_distinct', [30, 20],
                 make().choice(30, 20, replace=False, p=weights(30)))
            for population, size in [(10, 3), (1000, 1000), (20000, 300), (20000, 401), (20000, 1001), (20000, 20000)]:
                line(name, seed, 'choice_distinct', [population, size],
                     make().choice(population, size, replace=False))
        make = lambda: stream_of('rng', seed)
        for population, size in [(10, 3), (1000, 1000), (20000, 401), (20000, 1001)]:
            line('rng', seed, 'choice_distinct_unshuffled', [population, size],
                 make().choice(population, size, replace=False, shuffle=False))
        line('rng', seed, 'random_f32', [COUNT], make().random(COUNT, dtype=np.float32))
        line('rng', seed, 'standard_normal_f32', [50 * COUNT], make().standard_normal(50 * COUNT, dtype=np.float32))
        line('rng', seed, 'standard_exponential_f32', [50 * COUNT], make().standard_exponential(50 * COUNT, dtype=np.float32))
        line('rng', seed, 'standard_exponential_inv', [COUNT], make().standard_exponential(COUNT, method='inv'))
        line('rng', seed, 'standard_exponential_inv_f32', [COUNT],
             make().standard_exponential(COUNT, method='inv', dtype=np.float32))
        line('rng', seed, 'standard_normal', [100 * COUNT], make().standard_normal(100 * COUNT))
        line('rng', seed, 'standard_exponential', [100 * COUNT], make().standard_exponential(100 * COUNT))
        line('state', seed, 'tomaxint', [COUNT], stream_of('state', seed).tomaxint(COUNT))


if __name__ == '__main__':
    plain()
