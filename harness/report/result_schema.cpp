#include "harness/report/result_schema.hpp"

namespace ripcord::report {
namespace {

constexpr std::string_view schema = R"schema({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "ripcord result.json, format 1",
  "type": "object",
  "additionalProperties": false,
  "required": ["format", "verdict", "incomplete", "tool", "host", "argv", "started", "counts", "runs", "sweeps"],
  "properties": {
    "format": { "const": 1 },
    "verdict": { "$ref": "#/definitions/verdict", "description": "The gravest of all runs." },
    "incomplete": { "type": "boolean", "description": "Whether the command was ended before its end." },
    "tool": {
      "type": "object",
      "additionalProperties": false,
      "required": ["version", "commit", "compiler", "build"],
      "properties": {
        "version": { "type": "string" },
        "commit": { "type": "string" },
        "compiler": { "type": "string" },
        "build": { "type": "string" }
      }
    },
    "host": {
      "type": "object",
      "additionalProperties": false,
      "required": ["system", "machine", "cores"],
      "properties": {
        "system": { "type": "string" },
        "machine": { "type": "string" },
        "cores": { "$ref": "#/definitions/count" }
      }
    },
    "argv": { "type": "array", "items": { "type": "string" } },
    "started": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$" },
    "counts": {
      "type": "object",
      "additionalProperties": false,
      "required": ["planned", "runs", "passed", "failed", "invalid", "error", "incomplete", "flaky", "not_selected", "not_selected_by"],
      "properties": {
        "planned": { "$ref": "#/definitions/count", "description": "Runs that were selected." },
        "runs": { "$ref": "#/definitions/count", "description": "Runs that were played." },
        "passed": { "$ref": "#/definitions/count" },
        "failed": { "$ref": "#/definitions/count" },
        "invalid": { "$ref": "#/definitions/count" },
        "error": { "$ref": "#/definitions/count" },
        "incomplete": { "$ref": "#/definitions/count" },
        "flaky": { "$ref": "#/definitions/count", "description": "Of those that passed: not at the first attempt." },
        "not_selected": { "$ref": "#/definitions/count", "description": "Scenario variants that selection left out." },
        "not_selected_by": { "type": "object", "additionalProperties": { "$ref": "#/definitions/count" } }
      }
    },
    "runs": {
      "type": "array",
      "description": "In order of path, variant, transport and seed. Passing runs beyond 10,000 are in sweeps only.",
      "items": { "$ref": "#/definitions/run" }
    },
    "sweeps": {
      "type": "array",
      "description": "One element a scenario, variant and transport, over all its runs.",
      "items": { "$ref": "#/definitions/sweep" }
    },
    "parts": {
      "type": "array",
      "description": "Where the runs of several commands were put together: those commands, in order of time.",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["tool", "host", "argv", "started"],
        "properties": {
          "tool": { "$ref": "#/properties/tool" },
          "host": { "$ref": "#/properties/host" },
          "argv": { "$ref": "#/properties/argv" },
          "started": { "$ref": "#/properties/started" }
        }
      }
    },
    "coverage": {
      "type": "array",
      "description": "With --coverage: every kind at every class of point where it works, on every transport that was played.",
      "items": { "$ref": "#/definitions/covered" }
    },
    "explorations": {
      "type": "array",
      "description": "Of `ripcord explore`: what was played; its runs are counted and not listed in runs.",
      "items": { "$ref": "#/definitions/exploration" }
    }
  },
  "definitions": {
    "covered": {
      "type": "object",
      "additionalProperties": false,
      "required": ["kind", "point", "transport", "reached", "injected", "detected", "survived"],
      "properties": {
        "kind": { "type": "string" },
        "point": { "enum": ["connect", "setup", "setup_answer", "request", "answer", "bytes", "happening"] },
        "transport": { "type": "string" },
        "reached": { "$ref": "#/definitions/count", "description": "Points of that class that runs came to." },
        "injected": { "$ref": "#/definitions/count", "description": "How often the kind struck at one." },
        "detected": { "$ref": "#/definitions/count", "description": "Runs in which it did, and a step did not complete or an oracle was violated." },
        "survived": { "$ref": "#/definitions/count", "description": "Runs in which it did, and nothing of the kind was seen." }
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
            "required": ["depth", "planned", "played", "unjudged", "without_effect", "same_state", "represented", "beyond_limit"],
            "properties": {
              "depth": { "$ref": "#/definitions/count", "description": "Faults in one run." },
              "planned": { "$ref": "#/definitions/count" },
              "played": { "$ref": "#/definitions/count" },
              "unjudged": { "$ref": "#/definitions/count", "description": "The world could not do what was asked." },
              "without_effect": { "$ref": "#/definitions/count", "description": "Behaved as if nothing had struck." },
              "same_state": { "$ref": "#/definitions/count", "description": "Not planned: the like was, in the same state." },
              "represented": { "$ref": "#/definitions/count", "description": "Not planned: in the middle of bulk transfers." },
              "beyond_limit": { "$ref": "#/definitions/count", "description": "Not planned: too many." }
            }
          }
        },
        "findings": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["signature", "oracle", "reason", "runs", "replay", "choices"],
            "properties": {
              "signature": { "type": "string" },
              "oracle": { "type": "string" },
              "reason": { "type": "string" },
              "runs": { "$ref": "#/definitions/count", "description": "That failed so." },
              "replay": { "type": "string", "description": "Below the run folder." },
              "choices": { "type": "array", "items": { "type": "string" } }
            }
          }
        },
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
    "count": { "type": "integer", "minimum": 0 },
    "hash": { "type": "string", "pattern": "^[0-9a-f]{16}$" },
    "verdict": { "enum": ["passed", "failed", "invalid", "error", "incomplete"] },
    "run": {
      "type": "object",
      "additionalProperties": false,
      "required": ["id", "scenario", "digest", "line", "variant", "transport", "live", "seed", "verdict", "outcome",
                   "virtual_ns", "wall_ns", "time_free_hash", "plan_hash", "outcome_hash", "rules", "oracles", "expectations", "metrics",
                   "replay_command", "artifacts"],
      "properties": {
        "id": { "type": "string" },
        "scenario": { "type": "string", "description": "Path of the scenario file without .yaml." },
        "digest": { "$ref": "#/definitions/hash" },
        "line": { "$ref": "#/definitions/count", "description": "Line of the variant in the file." },
        "variant": { "type": "string" },
        "transport": { "type": "string" },
        "live": { "type": "boolean", "description": "Whether foreign programs took part." },
        "seed": { "$ref": "#/definitions/count" },
        "repetition": { "$ref": "#/definitions/count", "description": "Of equal runs (--repeat), from 2." },
        "attempts": { "$ref": "#/definitions/count", "description": "How often it was played (--retries), if more than once; all else is of the last time." },
        "verdict": { "$ref": "#/definitions/verdict" },
        "outcome": { "enum": ["completed", "failed", "hung", "crashed", "refused"] },
        "ended": { "type": "string", "description": "What broke, where something did." },
        "operation": { "type": "string", "description": "The call that failed." },
        "ended_file": { "type": "string", "description": "The file that was being transferred." },
        "error": { "$ref": "#/definitions/count", "description": "The Win32 error that the client reported." },
        "event": { "$ref": "#/definitions/count", "description": "The number of the event that the client logged." },
        "message": { "type": "string", "description": "What the client logged." },
        "virtual_ns": { "$ref": "#/definitions/count", "description": "0 where time is real." },
        "wall_ns": { "$ref": "#/definitions/count" },
        "trace_hash": { "$ref": "#/definitions/hash", "description": "In sim only: equal for equal runs, everywhere." },
        "time_free_hash": { "$ref": "#/definitions/hash", "description": "As trace_hash, but over the trace without its times." },
        "plan_hash": { "$ref": "#/definitions/hash" },
        "outcome_hash": { "$ref": "#/definitions/hash", "description": "Equal for equal outcomes, whatever the timing." },
        "rules": { "type": "array", "items": { "$ref": "#/definitions/rule" } },
        "oracles": { "type": "array", "items": { "$ref": "#/definitions/oracle" } },
        "expectations": { "type": "array", "items": { "$ref": "#/definitions/expectation" } },
        "metrics": { "$ref": "#/definitions/metrics" },
        "failure": { "$ref": "#/definitions/failure" },
        "replay_command": { "type": "string" },
        "artifacts": {
          "type": "object",
          "description": "Files below the run folder.",
          "additionalProperties": false,
          "properties": { "trace": { "type": "string" }, "capture": { "type": "string" }, "failure": { "type": "string" },
                          "replay": { "type": "string", "description": "For `ripcord replay`." },
                          "programs": { "type": "array", "items": { "type": "string" },
                                        "description": "What programs of others wrote." } }
        }
      }
    },
    "rule": {
      "type": "object",
      "additionalProperties": false,
      "required": ["id", "kind", "line", "matched", "fired", "at"],
      "properties": {
        "id": { "type": "string" },
        "kind": { "type": "string" },
        "line": { "$ref": "#/definitions/count" },
        "matched": { "$ref": "#/definitions/count" },
        "fired": { "$ref": "#/definitions/count" },
        "why_not": { "type": "string", "description": "Why it never fired." },
        "at": { "type": "array", "items": { "type": "string" }, "description": "The first coordinates at which it fired." }
      }
    },
    "oracle": {
      "type": "object",
      "additionalProperties": false,
      "required": ["id", "state"],
      "properties": {
        "id": { "type": "string" },
        "state": { "enum": ["held", "violated", "not_judged", "off"] },
        "reason": { "type": "string" }
      }
    },
    "expectation": {
      "type": "object",
      "additionalProperties": false,
      "required": ["field", "expected", "actual", "ok", "line"],
      "properties": {
        "field": { "type": "string" },
        "expected": { "type": "string" },
        "actual": { "type": "string" },
        "ok": { "type": "boolean" },
        "line": { "$ref": "#/definitions/count" }
      }
    },
    "metrics": {
      "type": "object",
      "additionalProperties": false,
      "required": ["calls", "retries", "reconnects", "mapper_queries", "bytes_to_server", "bytes_to_client",
                   "ambiguous_connections", "ambiguous_strikes"],
      "properties": {
        "calls": { "$ref": "#/definitions/count" },
        "retries": { "$ref": "#/definitions/count" },
        "reconnects": { "$ref": "#/definitions/count" },
        "mapper_queries": { "$ref": "#/definitions/count" },
        "bytes_to_server": { "$ref": "#/definitions/count" },
        "bytes_to_client": { "$ref": "#/definitions/count" },
        "ambiguous_connections": { "$ref": "#/definitions/count",
                                   "description": "Of programs of others, like another that was there at the same time." },
        "ambiguous_strikes": { "$ref": "#/definitions/count", "description": "Strikes of rules on those." }
      }
    },
    "failure": {
      "type": "object",
      "additionalProperties": false,
      "required": ["text", "step", "file", "line", "active_faults"],
      "properties": {
        "text": { "type": "string", "description": "The same text as on the terminal and in failure.txt." },
        "step": { "type": "string" },
        "file": { "type": "string" },
        "line": { "$ref": "#/definitions/count" },
        "field": { "type": "string" },
        "expected": { "type": "string" },
        "actual": { "type": "string" },
        "oracle": { "type": "string" },
        "active_faults": { "type": "array", "items": { "type": "string" } }
      }
    },
    "sweep": {
      "type": "object",
      "additionalProperties": false,
      "required": ["scenario", "variant", "transport", "file", "name", "line", "scenario_digest", "deterministic", "command",
                   "options", "first_seed", "last_seed", "count", "passed", "folded", "distinct_outcomes", "digest"],
      "properties": {
        "scenario": { "type": "string" },
        "variant": { "type": "string" },
        "transport": { "type": "string" },
        "file": { "type": "string", "description": "The scenario file." },
        "name": { "type": "string", "description": "The scenario's own name." },
        "line": { "$ref": "#/definitions/count", "description": "Line of the variant in the file." },
        "scenario_digest": { "$ref": "#/definitions/hash" },
        "deterministic": { "type": "boolean", "description": "Whether equal seeds give equal traces." },
        "command": { "type": "string", "description": "Which command plays it." },
        "options": { "type": "array", "items": { "type": "string" }, "description": "What else is to be said to it." },
        "first_seed": { "$ref": "#/definitions/count" },
        "last_seed": { "$ref": "#/definitions/count" },
        "count": { "$ref": "#/definitions/count", "description": "Runs that were played." },
        "passed": { "$ref": "#/definitions/count" },
        "folded": { "$ref": "#/definitions/count", "description": "Passing runs that are not in runs[]." },
        "distinct_traces": { "$ref": "#/definitions/count", "description": "In sim only." },
        "distinct_outcomes": { "$ref": "#/definitions/count" },
        "digest": { "$ref": "#/definitions/hash",
                    "description": "Over the trace hashes in order of seeds; over the outcome hashes where time is real." },
        "sums": { "$ref": "#/definitions/sums" }
      }
    },
    "sums": {
      "type": "object",
      "description": "Where runs are folded: what can no longer be counted from runs[].",
      "additionalProperties": false,
      "required": ["flaky", "failed", "invalid", "error", "incomplete", "wall_ns", "ambiguous_connections", "ambiguous_strikes",
                   "others", "behaviours"],
      "properties": {
        "flaky": { "$ref": "#/definitions/count" },
        "failed": { "$ref": "#/definitions/count" },
        "invalid": { "$ref": "#/definitions/count" },
        "error": { "$ref": "#/definitions/count" },
        "incomplete": { "$ref": "#/definitions/count" },
        "wall_ns": { "$ref": "#/definitions/count" },
        "ambiguous_connections": { "$ref": "#/definitions/count" },
        "ambiguous_strikes": { "$ref": "#/definitions/count" },
        "others": { "$ref": "#/definitions/count", "description": "Runs whose behaviour is not listed, for there are too many." },
        "behaviours": { "type": "array", "items": { "$ref": "#/definitions/behaviour" } }
      }
    },
    "behaviour": {
      "type": "object",
      "description": "Runs that ended alike.",
      "additionalProperties": false,
      "required": ["verdict", "outcome", "broke", "violated", "message", "runs", "seed", "flaky", "virtual_ns", "wall_ns"],
      "properties": {
        "verdict": { "$ref": "#/definitions/verdict" },
        "outcome": { "enum": ["completed", "failed", "hung", "crashed", "refused"] },
        "broke": { "type": "string" },
        "violated": { "type": "string" },
        "message": { "type": "string" },
        "runs": { "$ref": "#/definitions/count" },
        "seed": { "$ref": "#/definitions/count", "description": "Of the first of them." },
        "flaky": { "type": "boolean" },
        "virtual_ns": { "$ref": "#/definitions/count", "description": "Of the longest." },
        "wall_ns": { "$ref": "#/definitions/count", "description": "Of all." }
      }
    }
  }
}
)schema";

}  // namespace

std::string_view result_schema() { return schema; }

}  // namespace ripcord::report
