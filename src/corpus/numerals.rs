//! Chinese numerals, as days are written in them.

/// The value of a digit from 零 to 九; every form of zero that papers print is one (〇, 零, ○, and the letter O).
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '〇' | '零' | '○' | 'Ｏ' | 'O' => Some(0),
        _ => "一二三四五六七八九".chars().zip(1..).find(|&(numeral, _)| numeral == c).map(|(_, value)| value),
    }
}

/// The value of a number that is written digit by digit, as years are: 二〇二四.
pub(super) fn digit_by_digit(text: &str) -> Option<u32> {
    text.chars().try_fold(0u32, |number, c| number.checked_mul(10)?.checked_add(digit(c)?))
}

/// The value of a number up to 99: 十, 二十六, 廿六.
pub(super) fn below_hundred(text: &str) -> Option<u32> {
    text.chars().try_fold(0, |number: u32, c| match c {
        '十' => number.max(1).checked_mul(10),
        '廿' => Some(20),
        '卅' => Some(30),
        _ => number.checked_add(digit(c)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_days_and_years() {
        for (text, value) in [("十", 10), ("二十六", 26), ("廿六", 26), ("三十", 30), ("卅一", 31), ("九", 9)]
        {
            assert_eq!(below_hundred(text), Some(value), "{text}");
        }
        for text in ["二〇二四", "二零二四", "二○二四", "二Ｏ二四"] {
            assert_eq!(digit_by_digit(text), Some(2024), "{text}");
        }
        assert_eq!((below_hundred("百"), digit_by_digit("二千")), (None, None));
    }

    #[test]
    fn long_texts_overflow_nothing() {
        assert_eq!(digit_by_digit(&"九".repeat(20)), None);
        assert_eq!(below_hundred(&"十".repeat(20)), None);
    }
}
