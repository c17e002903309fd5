//! Ufuncs and reductions: operators on arrays and NumPy scalars, held against NumPy's own answers.

use numcell::array::{Array, ArrayRef, DType, Element};
use numcell::run::array_ops;
use numcell::syntax::ast::{BinOp, CmpOp, UnaryOp};
use numcell::text::{Error, ErrorClass, Name, R};
use numcell::value::{Interp, State, Value};

/// An interpreter that can do nothing but collect warnings: all that array operations ask of one.
#[derive(Default)]
struct Desk {
    state: State,
    warnings: Vec<String>,
}

fn no<T>() -> R<T> {
    Err(Error::unsupported("this in a test"))
}

impl Interp for Desk {
    fn call(&mut self, _: &Value, _: &[Value], _: &[(Name, Value)]) -> R<Value> {
        no()
    }
    fn get_attr(&mut self, _: &Value, _: Name) -> R<Value> {
        no()
    }
    fn find_attr(&mut self, _: &Value, _: Name) -> R<Option<Value>> {
        no()
    }
    fn set_attr(&mut self, _: &Value, _: Name, _: Value) -> R<()> {
        no()
    }
    fn del_attr(&mut self, _: &Value, _: Name) -> R<()> {
        no()
    }
    fn find_special(&mut self, _: &Value, _: Name) -> R<Option<Value>> {
        no()
    }
    fn binary(&mut self, _: BinOp, _: &Value, _: &Value) -> R<Value> {
        no()
    }
    fn binary_in_place(&mut self, _: BinOp, _: &Value, _: &Value) -> R<Value> {
        no()
    }
    fn unary(&mut self, _: UnaryOp, _: &Value) -> R<Value> {
        no()
    }
    fn compare(&mut self, _: CmpOp, _: &Value, _: &Value) -> R<Value> {
        no()
    }
    fn equal(&mut self, _: &Value, _: &Value) -> R<bool> {
        no()
    }
    fn less(&mut self, _: &Value, _: &Value) -> R<bool> {
        no()
    }
    fn truth(&mut self, _: &Value) -> R<bool> {
        no()
    }
    fn hash(&mut self, _: &Value) -> R<i64> {
        no()
    }
    fn iter(&mut self, _: &Value) -> R<Value> {
        no()
    }
    fn next(&mut self, _: &Value) -> R<Option<Value>> {
        no()
    }
    fn collect(&mut self, _: &Value) -> R<Vec<Value>> {
        no()
    }
    fn len(&mut self, _: &Value) -> R<usize> {
        no()
    }
    fn contains(&mut self, _: &Value, _: &Value) -> R<bool> {
        no()
    }
    fn get_item(&mut self, _: &Value, _: &Value) -> R<Value> {
        no()
    }
    fn set_item(&mut self, _: &Value, _: &Value, _: Value) -> R<()> {
        no()
    }
    fn del_item(&mut self, _: &Value, _: &Value) -> R<()> {
        no()
    }
    fn repr(&mut self, _: &Value) -> R<String> {
        no()
    }
    fn str(&mut self, _: &Value) -> R<String> {
        no()
    }
    fn format(&mut self, _: &Value, _: &str) -> R<String> {
        no()
    }
    fn warn(&mut self, category: ErrorClass, message: &str) -> R<()> {
        self.warnings.push(format!("{}: {message}", category.name()));
        Ok(())
    }
    fn print(&mut self, _: &str) -> R<()> {
        no()
    }
    fn import(&mut self, _: &str) -> R<Value> {
        no()
    }
    fn check_interrupt(&mut self) -> R<()> {
        Ok(())
    }
    fn exception_of(&mut self, _: Box<Error>) -> Value {
        Value::None
    }
    fn error_of(&mut self, _: &Value) -> Box<Error> {
        Error::unsupported("this in a test")
    }
    fn state(&mut self) -> &mut State {
        &mut self.state
    }
    fn locals(&mut self) -> R<Value> {
        no()
    }
    fn globals(&mut self) -> R<Value> {
        no()
    }
    fn run_text(&mut self, _: &str, _: bool, _: Option<&Value>, _: Option<&Value>) -> R<Value> {
        no()
    }
}

fn floats(values: &[f64]) -> Value {
    Value::Array(Array::from_slice(values, &[values.len()]))
}

fn ints(values: &[i64]) -> Value {
    Value::Array(Array::from_slice(values, &[values.len()]))
}

fn array(value: &Value) -> ArrayRef {
    match value {
        Value::Array(array) => array.clone(),
        other => panic!("not an array but {}", other.type_name()),
    }
}

#[test]
fn sums_of_arrays_and_numbers() {
    let mut desk = Desk::default();
    let sum = array_ops::binary(&mut desk, BinOp::Add, floats(&[1.0, 2.0]), floats(&[0.5, 0.25])).unwrap();
    assert_eq!(array(&sum).to_vec::<f64>(), [1.5, 2.25]);
    let sum = array_ops::binary(&mut desk, BinOp::Add, ints(&[1, 2]), Value::float(0.5)).unwrap();
    assert_eq!(array(&sum).to_vec::<f64>(), [1.5, 2.5]);
    let sum = array_ops::binary(&mut desk, BinOp::Mul, Value::Int(3), ints(&[1, 2])).unwrap();
    assert_eq!(array(&sum).to_vec::<i64>(), [3, 6]);
    let quotient = array_ops::binary(&mut desk, BinOp::Div, ints(&[1, 0]), ints(&[2, 0])).unwrap();
    assert_eq!(array(&quotient).to_vec::<f64>()[0], 0.5);
    assert_eq!(desk.warnings, ["RuntimeWarning: invalid value encountered in divide"]);
}

#[test]
fn a_column_and_a_row_make_a_table() {
    let mut desk = Desk::default();
    let column = Value::Array(Array::from_slice(&[1.0, 2.0, 3.0], &[3, 1]));
    let table = array_ops::binary(&mut desk, BinOp::Mul, column, floats(&[10.0, 100.0])).unwrap();
    assert_eq!(array(&table).shape().as_slice(), [3, 2]);
    assert_eq!(array(&table).to_vec::<f64>(), [10.0, 100.0, 20.0, 200.0, 30.0, 300.0]);
    let wrong = array_ops::binary(&mut desk, BinOp::Add, floats(&[1.0, 2.0]), floats(&[1.0, 2.0, 3.0]))
        .err()
        .expect("an error");
    assert_eq!(wrong.message, "operands could not be broadcast together with shapes (2,) (3,) ");
}

#[test]
fn in_place_writes_through() {
    let mut desk = Desk::default();
    let a = floats(&[1.0, 2.0, 3.0, 4.0]);
    array_ops::in_place(&mut desk, BinOp::Add, &a, &a).unwrap();
    assert_eq!(array(&a).to_vec::<f64>(), [2.0, 4.0, 6.0, 8.0]);
    let reversed = Value::Array(array(&a).view_layout(array(&a).layout().sliced(0, 3, 4, -1)));
    array_ops::in_place(&mut desk, BinOp::Sub, &a, &reversed).unwrap();
    assert_eq!(array(&a).to_vec::<f64>(), [-6.0, -2.0, 2.0, 6.0]);
    let whole = ints(&[1, 2]);
    let error = array_ops::in_place(&mut desk, BinOp::Div, &whole, &Value::Int(2)).err().expect("an error");
    assert_eq!(error.class, ErrorClass::UFuncTypeError);
    assert_eq!(
        error.message,
        "Cannot cast ufunc 'divide' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'"
    );
}

#[test]
fn comparisons_give_bools() {
    let mut desk = Desk::default();
    let below = array_ops::compare(&mut desk, CmpOp::Lt, &ints(&[1, 5]), &Value::Int(3)).unwrap();
    assert_eq!(array(&below).dtype(), DType::Bool);
    assert_eq!(&*array(&below).bytes(), [1, 0]);
    let small = Value::Array(Array::from_slice(&[1u8, 255], &[2]));
    let below = array_ops::compare(&mut desk, CmpOp::Lt, &small, &Value::Int(300)).unwrap();
    assert_eq!(&*array(&below).bytes(), [1, 1]);
}

#[test]
fn scalars_warn_in_their_own_words() {
    let mut desk = Desk::default();
    let sum = array_ops::binary(&mut desk, BinOp::Add, Value::NpInt(i64::MAX), Value::Int(1)).unwrap();
    assert!(matches!(sum, Value::NpInt(i64::MIN)));
    let small = Value::Scalar(std::rc::Rc::new(Element::U8(200)));
    array_ops::binary(&mut desk, BinOp::Add, small.clone(), Value::Int(100)).unwrap();
    let error = array_ops::binary(&mut desk, BinOp::Add, small, Value::Int(300)).err().expect("an error");
    assert_eq!(error.message, "Python integer 300 out of bounds for uint8");
    array_ops::binary(&mut desk, BinOp::Div, Value::np_float(1.0), Value::Int(0)).unwrap();
    assert_eq!(
        desk.warnings,
        [
            "RuntimeWarning: overflow encountered in scalar add",
            "RuntimeWarning: overflow encountered in scalar add",
            "RuntimeWarning: divide by zero encountered in scalar divide",
        ]
    );
    let negative = array_ops::unary(&mut desk, UnaryOp::Neg, ints(&[1, -2])).unwrap();
    assert_eq!(array(&negative).to_vec::<i64>(), [-1, 2]);
}
