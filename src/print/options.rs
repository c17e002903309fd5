//! `np.set_printoptions`: what arrays are printed by, and NumPy's checks of it.

use crate::text::{ErrorClass, R, err};

/// The options of array printing. Formatters and `override_repr` are functions of the user's; the
/// floors that have values keep them.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintOptions {
    /// How many items a summary shows at each end of an axis.
    pub edgeitems: usize,
    /// Arrays with more elements are summarized; may be infinite.
    pub threshold: f64,
    /// What `precision` means.
    pub floatmode: FloatMode,
    /// Digits after the point.
    pub precision: i64,
    /// Whether small numbers may show as zero instead of all in exponential form.
    pub suppress: bool,
    /// The number of columns.
    pub linewidth: i64,
    /// The text of nan.
    pub nanstr: String,
    /// The text of infinity.
    pub infstr: String,
    /// What a number that is not negative gets in front; `np.set_printoptions` makes it `-` whenever
    /// it is called with, or leaves, the legacy '1.13'.
    pub sign: PlusSign,
    /// The version whose printing is imitated.
    pub legacy: Legacy,
}

impl Default for PrintOptions {
    fn default() -> PrintOptions {
        PrintOptions {
            edgeitems: 3,
            threshold: 1000.0,
            floatmode: FloatMode::Maxprec,
            precision: 8,
            suppress: false,
            linewidth: 75,
            nanstr: "nan".to_owned(),
            infstr: "inf".to_owned(),
            sign: PlusSign::None,
            legacy: Legacy::NONE,
        }
    }
}

/// How `precision` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatMode {
    /// Always that many digits.
    Fixed,
    /// As many as each element needs, whatever the precision.
    Unique,
    /// At most that many, for each element on its own.
    Maxprec,
    /// At most that many, and the same number for all elements.
    MaxprecEqual,
}

impl FloatMode {
    /// The mode of a name. *Errors*: ValueError.
    pub fn parse(name: &str) -> R<FloatMode> {
        match name {
            "fixed" => Ok(FloatMode::Fixed),
            "unique" => Ok(FloatMode::Unique),
            "maxprec" => Ok(FloatMode::Maxprec),
            "maxprec_equal" => Ok(FloatMode::MaxprecEqual),
            _ => {
                let message = r#"floatmode option must be one of "fixed", "unique", "maxprec", "maxprec_equal""#;
                err(ErrorClass::ValueError, message)
            }
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            FloatMode::Fixed => "fixed",
            FloatMode::Unique => "unique",
            FloatMode::Maxprec => "maxprec",
            FloatMode::MaxprecEqual => "maxprec_equal",
        }
    }
}

/// What a number that is not negative gets in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlusSign {
    /// `-`: nothing.
    None,
    /// `+`
    Plus,
    /// A space.
    Space,
}

impl PlusSign {
    /// The meaning of the option's character. *Errors*: ValueError.
    pub fn parse(sign: &str) -> R<PlusSign> {
        match sign {
            "-" => Ok(PlusSign::None),
            "+" => Ok(PlusSign::Plus),
            " " => Ok(PlusSign::Space),
            _ => err(ErrorClass::ValueError, "sign option must be one of ' ', '+', or '-'"),
        }
    }

    /// The option's character.
    pub fn name(self) -> &'static str {
        match self {
            PlusSign::None => "-",
            PlusSign::Plus => "+",
            PlusSign::Space => " ",
        }
    }
}

/// A version whose printing is imitated, as the number 113 for 1.13; older compares less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Legacy(pub u32);

impl Legacy {
    /// No imitation.
    pub const NONE: Legacy = Legacy(u32::MAX);
    /// 1.13: a space for the sign, other padding, `repr` of Python numbers for 0-d arrays.
    pub const V1_13: Legacy = Legacy(113);
    /// 1.21: no spaces in the dict form of a dtype.
    pub const V1_21: Legacy = Legacy(121);
    /// 1.25: scalars print without their type.
    pub const V1_25: Legacy = Legacy(125);
    /// 2.1: no shape in summaries.
    pub const V2_1: Legacy = Legacy(201);
    /// 2.2: one limit of exponential form for all float types.
    pub const V2_2: Legacy = Legacy(202);

    /// The version of a name; None for names that NumPy warns about and ignores.
    pub fn parse(name: &str) -> Option<Legacy> {
        match name {
            "1.13" => Some(Legacy::V1_13),
            "1.21" => Some(Legacy::V1_21),
            "1.25" => Some(Legacy::V1_25),
            "2.1" => Some(Legacy::V2_1),
            "2.2" => Some(Legacy::V2_2),
            _ => None,
        }
    }

    /// Its name; None without imitation.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Legacy::V1_13 => Some("1.13"),
            Legacy::V1_21 => Some("1.21"),
            Legacy::V1_25 => Some("1.25"),
            Legacy::V2_1 => Some("2.1"),
            Legacy::V2_2 => Some("2.2"),
            _ => None,
        }
    }
}
