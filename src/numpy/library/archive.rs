//! What .npz files need: DEFLATE and checksums, by the crate flate2.

use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use std::io::Read;

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.lib._deflate",
        signature: "(data, /)",
        style: Style::C,
        summary: "Bytes compressed by DEFLATE.",
        run: Run::Function(|_, args| read(DeflateEncoder::new(bytes_of(&args[0])?, Compression::default()))),
        ..ROW
    },
    Builtin {
        name: "np.lib._inflate",
        signature: "(data, /)",
        style: Style::C,
        summary: "The bytes that DEFLATE compressed.",
        run: Run::Function(|_, args| read(DeflateDecoder::new(bytes_of(&args[0])?))),
        ..ROW
    },
    Builtin {
        name: "np.lib._crc32",
        signature: "(data, /)",
        style: Style::C,
        summary: "The checksum of zip archives.",
        run: Run::Function(checksum),
        ..ROW
    },
];

fn bytes_of(value: &Value) -> R<&[u8]> {
    match value {
        Value::Bytes(bytes) => Ok(bytes),
        _ => err(ErrorClass::TypeError, format!("a bytes-like object is required, not '{}'", value.type_name())),
    }
}

fn read(mut reader: impl Read) -> R<Value> {
    let mut all = Vec::new();
    match reader.read_to_end(&mut all) {
        Ok(_) => Ok(Value::bytes(all)),
        Err(error) => err(ErrorClass::ValueError, format!("Error while decompressing data: {error}")),
    }
}

fn checksum(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut crc = flate2::Crc::new();
    crc.update(bytes_of(&args[0])?);
    Ok(Value::Int(crc.sum().into()))
}
