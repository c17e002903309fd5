"""Records draws of NumPy and of Python's random into draws.txt, for tests/random.rs.

Run with the NumPy whose streams are wanted: python tests/random/record.py > tests/random/draws.txt
and the messages of its checks: python tests/random/record.py errors > tests/random/errors.txt
A line: stream, seed, method, arguments, then how many values, the FNV-1a hash of all their bits and
the bits of the first three.
"""
import random
import struct
import sys
import numpy as np

SEEDS = [0, 1, 42, 12345, 4294967295]
COUNT = 1000


def bits(values):
    if isinstance(values, list) and all(isinstance(value, int) for value in values):
        return values
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


LAWS = {
    'beta': [(0.5, 0.7), (1, 1), (2, 3), (0.001, 0.002), (1e-104, 2e-104), (1e-3, 1e-5), (0.2, 30), (50, 60.5)],
    'binomial': [(10, 0.3), (10, 0.7), (1000, 0.4), (1000, 0.61), (0, 0.5), (5, 0.0), (5, 1.0), (10**6, 0.5), (10**6, 1e-7),
                 (10**6, 0.001), (10**6, 0.9995), (10**15, 0.25), (61, 0.5), (60, 0.5), (1, 0.5), (10**9, 4e-8)],
    'chisquare': [(1,), (2,), (7.5,), (0.1,)],
    'exponential': [(2.5,), (0.0,)],
    'f': [(2, 3), (10.5, 1)],
    'gamma': [(0.3, 2), (1, 2), (0, 2), (2.5, 1), (100, 0.01), (1e-4, 1)],
    'geometric': [(0.5,), (0.34,), (0.3,), (0.01,), (1e-17,), (1.0,), (1e-19,)],
    'gumbel': [(0, 1), (-3, 2.5)],
    'hypergeometric': [(10, 20, 5), (20, 10, 5), (20, 10, 9), (100, 200, 50), (200, 100, 50), (200, 100, 250), (15, 15, 25),
                       (10**6, 10**6, 10**5), (0, 10, 5), (10, 0, 5), (10, 0, 10), (30, 5, 28), (5, 30, 11), (300, 5, 280)],
    'laplace': [(0, 1), (1, 0.5)],
    'logistic': [(0, 1), (1, 0.5)],
    'lognormal': [(0, 1), (1, 0.25)],
    'logseries': [(0.5,), (0.99,), (0.0,), (0.9999999,)],
    'negative_binomial': [(5, 0.5), (0.3, 0.1), (100, 0.9), (1, 1.0)],
    'noncentral_chisquare': [(3, 2), (0.5, 2), (1, 40), (3, 0), (0.5, 0), (2, float('nan')), (0.5, float('nan'))],
    'noncentral_f': [(3, 4, 2), (0.5, 4, 2)],
    'normal': [(0, 1), (5, 0)],
    'pareto': [(3,), (0.5,)],
    'poisson': [(0,), (0.5,), (3,), (9.99,), (10,), (11.5,), (100,), (1e6,), (1e15,), (9.2e18,)],
    'power': [(3,), (0.5,)],
    'rayleigh': [(1,), (2.5,)],
    'standard_cauchy': [()],
    'standard_gamma': [(0.5,), (1,), (4,), (0,)],
    'standard_t': [(3,), (0.5,), (100,)],
    'triangular': [(0, 0.3, 1), (-1, -1, 2), (-1, 2, 2)],
    'uniform': [(0, 1), (-3, 10.5)],
    'vonmises': [(0, 1), (1, 4), (0, 1e-9), (0.5, 1e-6), (0.5, 1e-4), (1, 100), (3, 0.5), (0, float('nan'))],
    'wald': [(1, 1), (3, 0.5)],
    'weibull': [(2,), (0.5,), (0,)],
    'zipf': [(2,), (1.1,), (4.5,), (1.01,)],
}
MODERN_ONLY = {
    'vonmises': [(1, 2e6), (3.1, 1e9)],
    'zipf': [(1030,), (1.001,), (1.0001,)],
    'hypergeometric': [(5, 6, 0)],
}


def laws():
    """One law a line: the first of laws.rs to look at when one differs."""
    for seed in SEEDS:
        for name in ['state', 'rng']:
            for law, cases in LAWS.items():
                for case in cases + (MODERN_ONLY.get(law, []) if name == 'rng' else []):
                    values = getattr(stream_of(name, seed), law)(*case, size=COUNT)
                    line(name, seed, 'law', [law, *case, COUNT], values)
            for n, pvals in [(20, [0.1] * 10), (1000, [0.2, 0.3, 0.5]), (5, [0.0, 1.0, 0.0]), (3, [1.0]), (0, [0.5, 0.5])]:
                line(name, seed, 'multinomial', [n, *pvals, COUNT],
                     stream_of(name, seed).multinomial(n, pvals, COUNT))
            for alpha in [(1.0, 2.0, 3.0), (0.5,), (0.05, 0.01, 0.09), (0.01, 3.0)]:
                line(name, seed, 'dirichlet', [*alpha, COUNT], stream_of(name, seed).dirichlet(alpha, COUNT))
        make = lambda: stream_of('rng', seed)
        for alpha in [(0.05, 0.01, 0.0), (0.0, 0.0), (1e-104, 2e-104, 1e-105)]:
            line('rng', seed, 'dirichlet', [*alpha, COUNT], make().dirichlet(alpha, COUNT))
        for shape in [0.5, 1.0, 4.25, 0.0]:
            line('rng', seed, 'standard_gamma_f32', [shape, COUNT], make().standard_gamma(shape, COUNT, dtype=np.float32))
        for method in ['marginals', 'count']:
            for sample, colors in [(6, (16, 8, 4)), (25, (16, 8, 4)), (0, (3, 4)), (500, (1000, 0, 2000, 50))]:
                line('rng', seed, f'multivariate_hypergeometric_{method}', [sample, *colors, COUNT // 10],
                     make().multivariate_hypergeometric(colors, sample, COUNT // 10, method=method))


PYTHON = {
    'random': [()], 'uniform': [(-1.5, 2.25)], 'triangular': [(0.0, 1.0, 0.3), (-1.0, 2.0)], 'normalvariate': [(1.0, 2.0)],
    'gauss': [(1.0, 2.0)], 'lognormvariate': [(0.0, 0.5)], 'expovariate': [(2.5,)],
    'vonmisesvariate': [(0.5, 4.0), (3.0, 1e-7), (6.0, 0.1)],
    'gammavariate': [(0.5, 2.0), (1.0, 2.0), (7.5, 0.5), (0.01, 1.0), (1.0001, 1.0)], 'betavariate': [(0.5, 0.5), (3.0, 4.0)],
    'paretovariate': [(3.0,)], 'weibullvariate': [(2.0, 1.5)],
}


def python():
    """Python's own module. A seed is an integer, or text with the version of the seeding before it."""
    for seed in [0, 1, 42, 12345, -7, 2**40 + 3, 2**700 + 1, '2:', '2:numcell', '2:h\u00e9', '1:numcell', '2:' + 'x' * 200]:
        def make():
            if isinstance(seed, int):
                return random.Random(seed)
            version, text = seed.split(':')
            source = random.Random()
            source.seed(text, version=int(version))
            return source
        if not isinstance(seed, int):
            source = make()
            line('python', seed, 'random', [COUNT], [source.random() for _ in range(COUNT)])
            continue
        for method, cases in PYTHON.items():
            for case in cases:
                source = make()
                line('python', seed, method, [*case, COUNT], [getattr(source, method)(*case) for _ in range(COUNT)])
        for bound in [1, 2, 6, 100, 2**31, 2**32, 2**33 + 1, 2**63, 2**64 - 1]:
            source = make()
            line('python', seed, 'randrange', [0, bound, 1, COUNT], [source.randrange(bound) for _ in range(COUNT)])
        for case in [(5, 50, 7), (50, 5, -7), (-10, 10, 1), (0, 2**64, 3)]:
            source = make()
            line('python', seed, 'randrange', [*case, COUNT],
                 [source.randrange(*case) % 2**64 for _ in range(COUNT)])
        for k in [0, 1, 7, 32, 33, 64]:
            source = make()
            line('python', seed, 'getrandbits', [k, COUNT], [source.getrandbits(k) for _ in range(COUNT)])
        source = make()
        line('python', seed, 'randbytes', [1, 2, 3, 4, 5, 11], list(b''.join(source.randbytes(n) for n in [1, 2, 3, 4, 5, 11])))
        x = list(range(COUNT))
        make().shuffle(x)
        line('python', seed, 'shuffle', [COUNT], x)
        for length, k in [(10, 4), (10, 10), (21, 5), (22, 5), (1000, 6), (85, 6), (86, 6), (10**6, 500), (2000, 1000), (5, 0)]:
            line('python', seed, 'sample', [length, k], make().sample(range(length), k))
        line('python', seed, 'choices', [7, COUNT], make().choices(range(7), k=COUNT))
        line('python', seed, 'choices_weighted', [1.0, 0.0, 2.5, 10.0, 3.25, COUNT],
             make().choices(range(5), [1.0, 0.0, 2.5, 10.0, 3.25], k=COUNT))
        source = make()
        line('python', seed, 'choice', [9, COUNT], [source.choice(range(9)) for _ in range(COUNT)])


GOOD = {'p': 0.5, 'n': 5, 'ngood': 5, 'nbad': 6, 'nsample': 4, 'left': 0.0, 'mode': 0.5, 'right': 1.0, 'low': 0.0,
        'high': 1.0}
ODD = [-1.0, -0.0, 0.0, 0.5, 1.0, 1.5, float('nan'), float('inf'), 1e300, 9.3e18, 9.2e18]
ODD_INTEGERS = [-1, 0, 2**62, 10**9, 10**9 - 1]
TOGETHER = {
    'triangular': [(2.0, 1.0, 3.0), (0.0, 4.0, 3.0), (1.0, 1.0, 1.0), (0.0, 5.0, 3.0)],
    'hypergeometric': [(5, 6, 12), (2**62, 2**62, 5), (-1, 5, 12), (10**9, -1, 2)],
    'negative_binomial': [(9e18, 0.9), (1e10, 1e-12), (float('nan'), 2.0)],
}


def parameters(law):
    documented = getattr(np.random.Generator, law).__doc__.split(')')[0].split('(')[1]
    return [word.split('=')[0].strip() for word in documented.split(',') if 'size' not in word][:3 if law != 'standard_gamma' else 1]


def message(call):
    try:
        call()
    except Exception as error:
        return f'{type(error).__name__}: {error}'
    return ''


def errors():
    """What unusual arguments give: the message, or nothing."""
    for law in LAWS:
        names = parameters(law)
        cases = []
        for k, name in enumerate(names):
            integer = law == 'hypergeometric' or (law == 'binomial' and name == 'n')
            for odd in ODD_INTEGERS if integer else ODD:
                # These never end in NumPy.
                if (law == 'vonmises' and odd > 1e10) or (law == 'zipf' and odd > 1000):
                    continue
                case = [GOOD.get(name, 1.5) for name in names]
                case[k] = odd
                cases.append(tuple(case))
        for name in ['state', 'rng']:
            for case in cases + TOGETHER.get(law, []):
                draw = getattr(stream_of(name, 0), law)
                arrays = [np.array([value]) for value in case]
                words = ' '.join(str(value) for value in case)
                print(f'{name} {law} scalar {words} =', message(lambda: draw(*case)))
                print(f'{name} {law} array {words} =', message(lambda: draw(*arrays)))
    for name in ['state', 'rng']:
        for p in [(0.5, 0.6), (1.0,), (-0.5, 1.5), (float('nan'), 0.5), (0.5, 0.5), (0.5, 0.50000001), (0.5, 0.50000002)]:
            print(f'{name} choice scalar', *p, '=', message(lambda: stream_of(name, 0).choice(2, p=p)))
        for pvals in [(0.5, 0.6), (-0.5, 0.5), (0.6, 0.6, 0.1), (float('nan'), 0.5), (1.5, 0.1)]:
            print(f'{name} multinomial scalar', *pvals, '=', message(lambda: stream_of(name, 0).multinomial(3, pvals)))


if __name__ == '__main__':
    if sys.argv[1:] == ['errors']:
        errors()
    else:
        plain()
        laws()
        python()
