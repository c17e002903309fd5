//! `statistics`, `fractions`, `numbers`, `bisect`, `heapq`.

use super::program;
use crate::python::args::POSITIONAL;
use crate::value::{Builtin, Run, types};

/// The rows of these modules.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![STATISTICS, FRACTIONS, NUMBERS, BISECT, HEAPQ]
}

macro_rules! class {
    // Macros because rows are static.
    ($name:literal, $class:ident, $summary:literal) => {
        Builtin { name: $name, summary: $summary, run: Run::Class(types::$class), ..POSITIONAL }
    };
}

static NUMBERS: &[Builtin] = &[
    class!("numbers.Number", NUMBERS_NUMBER, "All numbers."),
    class!("numbers.Complex", NUMBERS_COMPLEX, "Complex numbers, and all that can be one."),
    class!("numbers.Real", NUMBERS_REAL, "Real numbers."),
    class!("numbers.Rational", NUMBERS_RATIONAL, "Fractions of integers."),
    class!("numbers.Integral", NUMBERS_INTEGRAL, "Integers."),
];

static STATISTICS: &[Builtin] = program! { "statistics", "statistics.py";
    "mean": "The arithmetic mean, exact until it is rounded once.",
        ">>> import statistics\n>>> statistics.mean([1, 2, 3, 4])\n2.5\n";
    "fmean": "The mean as a float, faster than `mean`.",
        ">>> import statistics\n>>> statistics.fmean([3.5, 4.0, 5.25])\n4.25\n";
    "geometric_mean": "The n-th root of the product.",
        ">>> import statistics\n>>> round(statistics.geometric_mean([54, 24, 36]), 1)\n36.0\n";
    "harmonic_mean": "The reciprocal of the mean of the reciprocals.",
        ">>> import statistics\n>>> statistics.harmonic_mean([40, 60])\n48.0\n";
    "median": "The middle value, or the mean of the two in the middle.",
        ">>> import statistics\n>>> statistics.median([1, 3, 5, 7])\n4.0\n";
    "median_low": "The lower of the values in the middle.",
        ">>> import statistics\n>>> statistics.median_low([1, 3, 5, 7])\n3\n";
    "median_high": "The higher of the values in the middle.",
        ">>> import statistics\n>>> statistics.median_high([1, 3, 5, 7])\n5\n";
    "median_grouped": "The median of data in groups of a width, by interpolation.",
        ">>> import statistics\n>>> statistics.median_grouped([1, 3, 3, 5, 7])\n3.25\n";
    "mode": "The most frequent value, the first if there are several.",
        ">>> import statistics\n>>> statistics.mode([1, 1, 2, 3, 3, 3, 3, 4])\n3\n";
    "multimode": "The most frequent values.",
        ">>> import statistics\n>>> statistics.multimode('aabbcc')\n['a', 'b', 'c']\n";
    "quantiles": "The values that cut data into n parts of equal probability.",
        ">>> import statistics\n>>> statistics.quantiles([1, 2, 3, 4, 5])\n[1.5, 3.0, 4.5]\n";
    "variance": "The variance of a sample.",
        ">>> import statistics\n>>> statistics.variance([2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5])\n1.3720238095238095\n";
    "pvariance": "The variance of a population.",
        ">>> import statistics\n>>> statistics.pvariance([0.0, 0.25, 0.25, 1.25, 1.5, 1.75, 2.75, 3.25])\n1.25\n";
    "stdev": "The standard deviation of a sample.",
        ">>> import statistics\n>>> statistics.stdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75])\n1.0810874155219827\n";
    "pstdev": "The standard deviation of a population.",
        ">>> import statistics\n>>> statistics.pstdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75])\n0.986893273527251\n";
    "covariance": "The covariance of two samples.",
        ">>> import statistics\n>>> statistics.covariance([1, 2, 3], [1, 2, 3])\n1.0\n";
    "correlation": "Pearson's correlation coefficient of two samples.",
        ">>> import statistics\n>>> statistics.correlation([1, 2, 3, 4], [8, 6, 4, 2])\n-1.0\n";
    "linear_regression": "Slope and intercept of the line of least squares.",
        ">>> import statistics\n>>> statistics.linear_regression([1, 2, 3], [3, 5, 7])\nLinearRegression(slope=2.0, intercept=1.0)\n";
    "LinearRegression": "What `linear_regression` gives.", "";
    "NormalDist": "A normal distribution.",
        ">>> from statistics import NormalDist\n>>> NormalDist(100, 15).cdf(115)\n0.8413447460685429\n>>> NormalDist(1, 2) + NormalDist(3, 4)\nNormalDist(mu=4.0, sigma=4.47213595499958)\n";
    "StatisticsError": "What these functions raise.", "";
};

static FRACTIONS: &[Builtin] = program! { "fractions", "fractions.py";
    "Fraction": "An exact fraction of two integers.",
        ">>> from fractions import Fraction\n>>> Fraction(1, 3) + Fraction('0.5')\nFraction(5, 6)\n>>> Fraction(3.141592653589793).limit_denominator(100)\nFraction(311, 99)\n";
};

static BISECT: &[Builtin] = program! { "bisect", "bisect.py";
    "bisect": "Where an item would be inserted in a sorted list, after equal ones.",
        ">>> import bisect\n>>> bisect.bisect([1, 3, 3, 5], 3)\n3\n";
    "bisect_right": "Where an item would be inserted in a sorted list, after equal ones.", "";
    "bisect_left": "Where an item would be inserted in a sorted list, before equal ones.",
        ">>> import bisect\n>>> bisect.bisect_left([1, 3, 3, 5], 3)\n1\n";
    "insort": "Inserts an item into a sorted list, after equal ones.",
        ">>> import bisect\n>>> x = [1, 3, 5]\n>>> bisect.insort(x, 4)\n>>> x\n[1, 3, 4, 5]\n";
    "insort_right": "Inserts an item into a sorted list, after equal ones.", "";
    "insort_left": "Inserts an item into a sorted list, before equal ones.", "";
};

static HEAPQ: &[Builtin] = program! { "heapq", "heapq.py";
    "heappush": "Puts an item on a heap.",
        ">>> import heapq\n>>> heap = []\n>>> for x in [5, 1, 4]:\n...     heapq.heappush(heap, x)\n>>> heapq.heappop(heap), heap\n(1, [4, 5])\n";
    "heappop": "Takes the smallest item off a heap.", "";
    "heapify": "Makes a list a heap, in place.",
        ">>> import heapq\n>>> x = [5, 3, 1, 4]\n>>> heapq.heapify(x)\n>>> x\n[1, 3, 5, 4]\n";
    "heapreplace": "Takes the smallest item off a heap and puts another on it.", "";
    "heappushpop": "Puts an item on a heap and takes the smallest off it.", "";
    "merge": "The items of sorted iterables in order.",
        ">>> import heapq\n>>> list(heapq.merge([1, 4], [2, 3]))\n[1, 2, 3, 4]\n";
    "nsmallest": "The n smallest items, in order.",
        ">>> import heapq\n>>> heapq.nsmallest(2, [5, 1, 4])\n[1, 4]\n";
    "nlargest": "The n largest items, largest first.",
        ">>> import heapq\n>>> heapq.nlargest(2, [5, 1, 4])\n[5, 4]\n";
};
