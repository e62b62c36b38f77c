#include "harness/report/annex_schema.hpp"

namespace ripcord::report {
namespace {

constexpr std::string_view definitions =
    R"schema(    "exploration_finding": {
      "type": "object",
      "additionalProperties": false,
      "required": ["signature", "oracle", "reason", "runs", "replay", "choices"],
      "properties": {
        "signature": { "type": "string" },
        "oracle": { "type": "string" },
        "reason": { "type": "string" },
        "runs": { "$ref": "#/definitions/count", "description": "That failed so." },
        "replay": { "type": "string", "description": "Below the run folder." },
        "choices": { "type": "array", "items": { "type": "string" } },
        "failures": { "$ref": "#/definitions/count", "description": "In real time: of `plays` of these choices, those that failed so." },
        "plays": { "$ref": "#/definitions/count" }
      }
    },
    "exploration": {
      "type": "object",
      "additionalProperties": false,
      "required": ["scenario", "variant", "against", "digest", "seed", "depth", "kinds", "part_count", "complete", "points", "runs",
                   "failed_runs", "random_runs", "behaviours", "outcomes", "levels", "findings", "coverage", "never_seen",
                   "left_out", "excused", "lies"],
      "properties": {
        "scenario": { "type": "string", "description": "The file as it was named." },
        "variant": { "type": "string" },
        "against": { "type": "string", "description": "The variant that shows which failures are needless; empty = none." },
        "digest": { "$ref": "#/definitions/hash" },
        "seed": { "$ref": "#/definitions/count" },
        "depth": { "enum": [1, 2, 3] },
        "kinds": { "type": "array", "items": { "type": "string" }, "description": "Asked for by --kinds; none = all." },
        "part_count": { "type": "integer", "minimum": 1, "description": "Of --shard." },
        "complete": { "type": "boolean", "description": "Whether all that was planned was played, in every part." },
        "points": { "$ref": "#/definitions/count", "description": "Places where the clean run could be struck." },
        "runs": { "$ref": "#/definitions/count" },
        "failed_runs": { "$ref": "#/definitions/count", "description": "Those that broke a promise." },
        "random_runs": { "$ref": "#/definitions/count" },
        "behaviours": { "$ref": "#/definitions/count", "description": "Distinct ones." },
        "outcomes": { "$ref": "#/definitions/count", "description": "Distinct ones." },
        "parts": { "type": "array", "items": { "$ref": "#/definitions/count" }, "description": "Which parts these are, where some are missing." },
        "behaviour_hashes": { "type": "array", "items": { "$ref": "#/definitions/hash" } },
        "outcome_hashes": { "type": "array", "items": { "$ref": "#/definitions/hash" } },
        "levels": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["depth", "planned", "played", "unjudged", "without_effect", "same_state", "insensitive", "represented", "beyond_limit"],
            "properties": {
              "depth": { "$ref": "#/definitions/count", "description": "Faults in one run." },
              "planned": { "$ref": "#/definitions/count" },
              "played": { "$ref": "#/definitions/count" },
              "unjudged": { "$ref": "#/definitions/count", "description": "The world could not do what was asked." },
              "without_effect": { "$ref": "#/definitions/count", "description": "Behaved as if nothing had struck." },
              "same_state": { "$ref": "#/definitions/count", "description": "Not planned: the like was, in the same state." },
              "insensitive": { "$ref": "#/definitions/count", "description": "Not planned: alone it changes nothing at any point of the kind." },
              "represented": { "$ref": "#/definitions/count", "description": "Not planned: in the middle of bulk transfers." },
              "beyond_limit": { "$ref": "#/definitions/count", "description": "Not planned: too many." }
            }
          }
        },
        "findings": { "type": "array", "items": { "$ref": "#/definitions/exploration_finding" } },
        "transport": { "type": "string", "description": "Where it was played, if that was in real time." },
        "doubtful": {
          "type": "array",
          "description": "In real time: what failed once, and too seldom when it was played again.",
          "items": { "$ref": "#/definitions/exploration_finding" }
        },
        "doubtful_beyond_limit": { "$ref": "#/definitions/count", "description": "Further ones." },
        "confirming_plays": { "$ref": "#/definitions/count", "description": "In real time: plays that only were to confirm what others had found." },
        "coverage": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["kind", "point", "played", "struck", "noticed", "violated"],
            "properties": {
              "kind": { "type": "string" },
              "point": { "enum": ["connect", "setup", "setup_answer", "request", "answer", "bytes", "happening"] },
              "played": { "$ref": "#/definitions/count" },
              "struck": { "$ref": "#/definitions/count" },
              "noticed": { "$ref": "#/definitions/count" },
              "violated": { "$ref": "#/definitions/count" }
            }
          }
        },
        "never_seen": { "type": "array", "items": { "type": "string" }, "description": "Events that no run came to." },
        "left_out": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["kind", "reason"],
            "properties": { "kind": { "type": "string" }, "reason": { "type": "string" } }
          }
        },
        "excused": { "$ref": "#/definitions/count", "description": "Broken promises that a lie excuses." },
        "lies": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["fault", "oracle", "reason"],
            "properties": { "fault": { "type": "string" }, "oracle": { "type": "string" }, "reason": { "type": "string" } }
          }
        }
      }
    },
    "judged": { "enum": ["regression", "improved", "equivalent", "inconclusive", "shown"] },
    "comparison": {
      "type": "object",
      "additionalProperties": false,
      "required": ["method", "verdict", "a", "b", "seed", "pairs", "processors", "chance", "family", "reproduce_command", "matches"],
      "properties": {
        "method": { "enum": ["variants", "settings", "commands", "self", "stored"] },
        "verdict": { "$ref": "#/definitions/judged", "description": "The gravest of all: is B worse than A?" },
        "a": { "type": "string", "description": "What the first side is called." },
        "b": { "type": "string", "description": "What the second side is called." },
        "seed": { "$ref": "#/definitions/count", "description": "Of the order of launches; 0 = nothing was launched." },
        "pairs": { "$ref": "#/definitions/count", "description": "Launches of each side." },
        "processors": { "type": "array", "items": { "$ref": "#/definitions/count" }, "description": "Where launches were pinned to." },
        "chance": { "type": "number", "description": "That any verdict is wrong." },
        "family": { "$ref": "#/definitions/count", "description": "Metrics that were judged together." },
        "reproduce_command": { "type": "string" },
        "matches": { "type": "array", "items": { "$ref": "#/definitions/match" } }
      }
    },
    "match": {
      "type": "object",
      "description": "One scenario, or one pair of commands, on both sides.",
      "additionalProperties": false,
      "required": ["name", "condition", "standing", "rows"],
      "properties": {
        "name": { "type": "string" },
        "condition": { "type": "string", "description": "Such as `without faults`; empty = as written." },
        "standing": {
          "type": "object",
          "description": "How both sides ended: the worst of each.",
          "additionalProperties": false,
          "required": ["verdict", "a", "b", "a_ending", "b_ending"],
          "properties": {
            "verdict": { "$ref": "#/definitions/judged" },
            "a": { "$ref": "#/definitions/standing" },
            "b": { "$ref": "#/definitions/standing" },
            "a_ending": { "type": "string" },
            "b_ending": { "type": "string" }
          }
        },
        "rows": { "type": "array", "items": { "$ref": "#/definitions/row" } }
      }
    },
    "standing": { "enum": ["completed", "failed as expected", "not as expected", "error"] },
    "row": {
      "type": "object",
      "description": "A metric on both sides.",
      "additionalProperties": false,
      "required": ["metric", "unit", "better", "exact", "verdict", "a", "b", "pairs"],
      "properties": {
        "metric": { "type": "string" },
        "unit": { "enum": ["count", "ns", "bytes", "1/s", "bytes/s"] },
        "better": { "enum": ["lower", "higher"] },
        "exact": { "type": "boolean", "description": "Whether it is the same every time." },
        "verdict": { "$ref": "#/definitions/judged" },
        "a": { "$ref": "#/definitions/spread" },
        "b": { "$ref": "#/definitions/spread" },
        "pairs": { "$ref": "#/definitions/count", "description": "Of which both sides have it." },
        "ratio": { "type": ["number", "null"], "description": "Median over all pairs of b / a; null = from nothing." },
        "threshold": { "type": "number", "description": "Differences up to this share are none." },
        "low": { "type": ["number", "null"], "description": "Where that median lies in truth: not below." },
        "high": { "type": ["number", "null"], "description": "Nor above." },
        "chance": { "type": "number", "description": "That it lies outside all the same." },
        "pairs_needed": { "$ref": "#/definitions/count", "description": "About how many would decide it." }
      }
    },
    "spread": {
      "type": ["object", "null"],
      "description": "What one side came to; null = it has no such value.",
      "additionalProperties": false,
      "required": ["low", "median", "high"],
      "properties": { "low": { "type": "number" }, "median": { "type": "number" }, "high": { "type": "number" } }
    },
    "load": {
      "type": "object",
      "additionalProperties": false,
      "required": ["mode", "connections", "answers", "failures", "elapsed_ns", "stub_bytes", "generator_saturated", "overrun",
                   "latency", "service", "lag"],
      "properties": {
        "mode": { "enum": ["open", "closed"] },
        "connections": { "$ref": "#/definitions/count" },
        "answers": { "$ref": "#/definitions/count" },
        "failures": { "$ref": "#/definitions/count" },
        "elapsed_ns": { "$ref": "#/definitions/count" },
        "stub_bytes": { "$ref": "#/definitions/count", "description": "Of requests and answers." },
        "generator_saturated": { "type": "boolean", "description": "Whether more than 1 % of the calls began late." },
        "overrun": { "type": "boolean", "description": "Whether the load was ended, for the server does not sustain it." },
        "latency": { "$ref": "#/definitions/histogram", "description": "From when a call was to begin." },
        "service": { "$ref": "#/definitions/histogram", "description": "From when it did." },
        "lag": { "$ref": "#/definitions/histogram", "description": "The generator's own." }
      }
    },
    "histogram": {
      "type": "object",
      "additionalProperties": false,
      "required": ["count", "min_ns", "mean_ns", "p50_ns", "p90_ns", "p99_ns", "p99.9_ns", "max_ns"],
      "properties": {
        "count": { "$ref": "#/definitions/count" },
        "min_ns": { "$ref": "#/definitions/count" },
        "mean_ns": { "$ref": "#/definitions/count" },
        "p50_ns": { "$ref": "#/definitions/count" },
        "p90_ns": { "$ref": "#/definitions/count" },
        "p99_ns": { "$ref": "#/definitions/count" },
        "p99.9_ns": { "$ref": "#/definitions/count" },
        "max_ns": { "$ref": "#/definitions/count" }
      }
    },
)schema";

}  // namespace

std::string_view annex_definitions() { return definitions; }

}  // namespace ripcord::report
