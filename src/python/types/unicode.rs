//! Kinds of characters as CPython 3.11 knows them, where Rust's own tables say something else.

use crate::print::unicode::decimal_value;

/// Whether a character is a letter: `str.isalpha`.
pub(in crate::python) fn is_alpha(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic() && !c.is_numeric())
}

/// Whether a character is a digit of any kind: `str.isdigit`.
pub(super) fn is_digit(c: char) -> bool {
    decimal_value(c).is_some()
        || matches!(
            u32::from(c),
            0xb2 | 0xb3 | 0xb9 | 0x1369..=0x1371 | 0x19da | 0x2070 | 0x2074..=0x2079 | 0x2080..=0x2089
                | 0x2460..=0x2468 | 0x2474..=0x247c | 0x2488..=0x2490 | 0x24ea | 0x24f5..=0x24fd | 0x24ff
                | 0x2776..=0x277e | 0x2780..=0x2788 | 0x278a..=0x2792 | 0x10a40..=0x10a43 | 0x10e60..=0x10e68
                | 0x11052..=0x1105a | 0x1f100..=0x1f10a
        )
}

/// Whether a character stands for a number: `str.isnumeric`.
pub(super) fn is_numeric(c: char) -> bool {
    c.is_numeric()
        || matches!(
            c,
            '㐅' | '㒃'
                | '㠪'
                | '㭍'
                | '一'
                | '七'
                | '万'
                | '三'
                | '九'
                | '二'
                | '五'
                | '亖'
                | '亿'
                | '什'
                | '仟'
                | '仨'
                | '伍'
                | '佰'
                | '億'
                | '兆'
                | '兩'
                | '八'
                | '六'
                | '十'
                | '千'
                | '卄'
                | '卅'
                | '卌'
                | '叁'
                | '参'
                | '參'
                | '叄'
                | '四'
                | '壱'
                | '壹'
                | '幺'
                | '廾'
                | '廿'
                | '弌'
                | '弍'
                | '弎'
                | '弐'
                | '拾'
                | '捌'
                | '柒'
                | '漆'
                | '玖'
                | '百'
                | '肆'
                | '萬'
                | '貮'
                | '貳'
                | '贰'
                | '阡'
                | '陆'
                | '陌'
                | '陸'
                | '零'
        )
}

/// Whether a character does not count when a sigma looks for its word's end.
pub(super) fn is_case_ignorable(c: char) -> bool {
    matches!(c, '\'' | '.' | ':' | '^' | '`' | '¨' | '\u{ad}' | '¯' | '´' | '·' | '¸' | '’')
        || matches!(u32::from(c), 0x2b0..=0x36f | 0x200b..=0x200f | 0x2019)
}
