//! Reads a goal and its weekly scores.

use std::collections::BTreeMap;

use super::Fields;
use crate::model::{Dropped, Goal, GoalKind, Measure, Score, Slug, Value};

#[derive(Clone, Copy)]
enum MeasureName {
    Metric,
    Milestone,
    Rating,
}

const MEASURES: [(&str, MeasureName); 3] =
    [("metric", MeasureName::Metric), ("milestone", MeasureName::Milestone), ("rating", MeasureName::Rating)];

pub(in crate::store) fn goal(id: &Slug, fields: &mut Fields<'_, '_>) -> Option<Goal> {
    let title = fields.text("title");
    let title = fields.required("title", title, "title = \"Services covered by contract tests\"");
    let why = fields.text("why");
    let kind = fields.choice("kind", &GoalKind::NAMES);
    let kind = fields.required("kind", kind, "kind = \"diffusion\"");
    let name = fields.choice("measure", &MEASURES);
    let name = fields.required("measure", name, "measure = \"metric\"");
    let measure = measure(name, fields);
    let mvp = fields.flag("mvp").unwrap_or(false);
    let weight = fields.number("weight").unwrap_or(1.0);
    if !Goal::is_weight(weight) {
        let (message, help) = if weight > 0.0 {
            let message = format!("`weight` is more than {}", Goal::HEAVIEST);
            (message, "give the goals weights such as 1, 2 and 5")
        } else {
            let message = String::from("`weight` is not more than 0");
            (message, "to leave a goal out, drop it")
        };
        fields.invalid("weight", message, help);
    }
    let dropped = fields.table("dropped").and_then(|mut table| {
        let date = table.date("date");
        let date = table.required("date", date, "date = 2026-11-20");
        let reason = table.text("reason");
        table.finish();
        Some(Dropped { date: date?, reason })
    });
    let scores: BTreeMap<_, _> =
        fields.keyed("scores", "value = …", |fields| score(name, fields)).into_iter().collect();
    Some(Goal { id: id.clone(), title: title?, why, kind: kind?, measure: measure?, mvp, weight, dropped, scores })
}

/// What is measured and how. Where it is not told how, what belongs to a metric is no mistake of its own.
fn measure(name: Option<MeasureName>, fields: &mut Fields<'_, '_>) -> Option<Measure> {
    let Some(name) = name else {
        fields.pass_over(&["unit", "baseline", "target"]);
        return None;
    };
    match name {
        MeasureName::Milestone => Some(Measure::Milestone),
        MeasureName::Rating => Some(Measure::Rating),
        MeasureName::Metric => {
            let unit = fields.text("unit");
            let baseline = fields.number("baseline");
            let baseline = fields.required("baseline", baseline, "baseline = 2");
            let target = fields.number("target");
            let target = fields.required("target", target, "target = 14");
            let (baseline, target) = baseline.zip(target)?;
            if !Measure::is_distance(baseline, target) {
                let (message, help) = if (target - baseline).is_finite() {
                    (
                        "`target` is the same as `baseline`",
                        "a goal without a distance cannot be measured: correct one of the two",
                    )
                } else {
                    (
                        "`target` is too far from `baseline`",
                        "the distance is beyond all numbers: count in a larger unit",
                    )
                };
                fields.invalid("target", String::from(message), help);
            }
            Some(Measure::Metric { baseline, target, unit })
        }
    }
}

fn score(measure: Option<MeasureName>, fields: &mut Fields<'_, '_>) -> Option<Score> {
    let example = "value = 9";
    let Some(measure) = measure else {
        fields.pass_over(&["value", "note"]);
        return None;
    };
    let value = match measure {
        MeasureName::Metric => {
            let value = fields.number("value");
            fields.required("value", value, example).map(Value::Number)
        }
        MeasureName::Rating => {
            let value = fields.share("value");
            fields.required("value", value, "value = 0.6").map(Value::Number)
        }
        MeasureName::Milestone => {
            let value = fields.flag("value");
            fields.required("value", value, "value = true").map(Value::Done)
        }
    };
    let note = fields.text("note");
    Some(Score { value: value?, note })
}
