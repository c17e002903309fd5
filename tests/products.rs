//! Matrix products and decompositions: OpenBLAS's order of operations, whatever the layout; exactness.

use numcell::kernels::linalg::{Lu, Matrix, cholesky};
use numcell::kernels::product::{MatrixRef, Update, matrix_product, multiply};

/// Numbers between -1/2 and 1/2 that look random and are the same every time.
fn numbers(n: usize) -> Vec<f64> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / 9_007_199_254_740_992.0 - 0.5
        })
        .collect()
}

/// A matrix in rows, in columns, or as every other element of every third row from the end.
fn laid_out(
    elements: &[f64],
    rows: usize,
    columns: usize,
    kind: usize,
    buffer: &mut Vec<f64>,
) -> (usize, isize, isize) {
    let (first, row_step, column_step, size) = match kind {
        0 => (0, columns as isize, 1, rows * columns),
        1 => (0, 1, rows as isize, rows * columns),
        _ => (3 * (rows - 1) * 2 * columns, -6 * columns as isize, 2, 6 * rows * columns),
    };
    *buffer = vec![f64::NAN; size];
    for i in 0..rows {
        for j in 0..columns {
            let place = first as isize + i as isize * row_step + j as isize * column_step;
            buffer[place as usize] = elements[i * columns + j];
        }
    }
    (first, row_step, column_step)
}

fn chain(a: &[f64], b: &[f64], k: usize, n: usize, i: usize, j: usize, depths: &[usize]) -> f64 {
    let (mut total, mut from) = (None, 0);
    for &depth in depths {
        let sum = (from..from + depth).fold(0.0f64, |sum, p| a[i * k + p].mul_add(b[p * n + j], sum));
        total = Some(total.map_or(sum, |total: f64| total + sum));
        from += depth;
    }
    total.unwrap_or(0.0)
}

#[test]
fn products_are_chains_of_fused_operations_in_any_layout() {
    for (m, k, n) in [(1, 5, 1), (3, 3, 3), (6, 2, 400), (7, 15, 13), (13, 40, 24), (33, 17, 16), (80, 100, 96)] {
        let (a, b) = (numbers(m * k), numbers(k * n + 1)[1..].to_vec());
        for kinds in 0..9 {
            let (mut left, mut right) = (Vec::new(), Vec::new());
            let x = laid_out(&a, m, k, kinds % 3, &mut left);
            let y = laid_out(&b, k, n, kinds / 3, &mut right);
            let mut out = vec![1.0; m * n];
            let left = MatrixRef { data: &left, first: x.0, rows: m, columns: k, row_step: x.1, column_step: x.2 };
            let right = MatrixRef { data: &right, first: y.0, rows: k, columns: n, row_step: y.1, column_step: y.2 };
            multiply(left, right, &mut out, n, Update::Subtract, false);
            for (place, &x) in out.iter().enumerate() {
                let want = 1.0 - chain(&a, &b, k, n, place / n, place % n, &[k]);
                assert_eq!(x.to_bits(), want.to_bits(), "{m}x{k}x{n}, {kinds}, {place}");
            }
        }
    }
}

#[test]
fn large_products_are_cut_along_k_where_openblas_cuts_them() {
    for (k, depths) in [(385, &[192, 193][..]), (784, &[384, 208, 192]), (1000, &[384, 320, 296])] {
        let (m, n) = (75, 40);
        let (a, b) = (numbers(m * k), numbers(k * n));
        let mut out = vec![0.0; m * n];
        matrix_product(MatrixRef::by_rows(&a, m, k, k), MatrixRef::by_rows(&b, k, n, n), &mut out);
        for (place, &x) in out.iter().enumerate() {
            let want = chain(&a, &b, k, n, place / n, place % n, depths);
            assert_eq!(x.to_bits(), want.to_bits(), "{k}, {place}");
        }
    }
}

#[test]
fn a_last_group_of_few_columns_is_summed_in_eight_lanes() {
    let (m, k, n) = (6, 21, 10);
    let (a, b) = (numbers(m * k), numbers(k * n));
    let mut out = vec![0.0; m * n];
    matrix_product(MatrixRef::by_rows(&a, m, k, k), MatrixRef::by_rows(&b, k, n, n), &mut out);
    for i in 0..m {
        assert_eq!(out[i * n].to_bits(), chain(&a, &b, k, n, i, 0, &[k]).to_bits());
        for j in 8..n {
            let mut v = [0.0f64; 8];
            for p in 0..k {
                v[p % 8] = a[i * k + p].mul_add(b[p * n + j], v[p % 8]);
            }
            let want = if i < 4 {
                ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]))
            } else {
                ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]))
            };
            assert_eq!(out[i * n + j].to_bits(), want.to_bits(), "{i}, {j}");
        }
    }
}

#[test]
fn systems_of_any_size_are_solved_and_factors_multiply_back() {
    for n in [1, 2, 5, 31, 32, 33, 65, 130] {
        let a = Matrix::from_rows(&numbers(n * n), n, n);
        let x = numbers(n * 7);
        let mut b = Matrix::filled(n, 7, 0.0);
        let mut positive = Matrix::identity(n);
        for i in 0..n {
            for j in 0..7 {
                b.set(i, j, (0..n).map(|k| a.at(i, k) * x[k * 7 + j]).sum());
            }
            for j in 0..n {
                positive.set(i, j, positive.at(i, j) + (0..n).map(|k| a.at(i, k) * a.at(j, k)).sum::<f64>());
            }
        }
        let lu = Lu::new(a);
        assert!(!lu.singular);
        lu.solve(&mut b);
        let error = b.to_rows().iter().zip(&x).fold(0.0f64, |m, (p, q)| m.max((p - q).abs()));
        assert!(error < 1e-11, "{n}: {error}");
        let l = cholesky(&positive).expect("a positive matrix");
        for i in 0..n {
            for j in 0..n {
                let product: f64 = (0..n).map(|k| l.at(i, k) * l.at(j, k)).sum();
                assert!((product - positive.at(i, j)).abs() < 1e-12, "{n}, {i}, {j}");
                assert!(j <= i || l.at(i, j) == 0.0);
            }
        }
    }
}
