//! A judgement on a scale from 0 to 10.

/// How content somebody is: a whole number from 0, not at all, to 10.
///
/// It is no [`NpsScore`](super::NpsScore): nobody is asked whom they would recommend something to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8")]
pub struct OutOfTen(u8);

/// A number that lies outside the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a whole number from 0 to 10")]
pub struct OffScale;

impl OutOfTen {
    /// The judgement `value`, if it is one.
    pub fn new(value: i64) -> Option<Self> {
        u8::try_from(value).ok()?.try_into().ok()
    }

    /// The number, 0 to 10.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for OutOfTen {
    type Error = OffScale;

    fn try_from(value: u8) -> Result<Self, OffScale> {
        if value <= 10 { Ok(Self(value)) } else { Err(OffScale) }
    }
}

impl std::str::FromStr for OutOfTen {
    type Err = OffScale;

    fn from_str(text: &str) -> Result<Self, OffScale> {
        text.trim().parse().ok().and_then(Self::new).ok_or(OffScale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_the_scale() {
        for (value, is_on) in [(-1, false), (0, true), (10, true), (11, false), (256, false)] {
            assert_eq!(OutOfTen::new(value).is_some(), is_on, "{value}");
            assert_eq!(value.to_string().parse::<OutOfTen>().is_ok(), is_on, "{value}");
            assert_eq!(serde_json::from_str::<OutOfTen>(&value.to_string()).is_ok(), is_on, "{value}");
        }
        assert_eq!("7.5".parse::<OutOfTen>(), Err(OffScale));
    }
}
