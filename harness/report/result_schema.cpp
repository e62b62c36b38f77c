#include "harness/report/result_schema.hpp"

#include "harness/report/annex_schema.hpp"

#include <string_view>

namespace ripcord::report {
namespace {

constexpr std::string_view document = R"schema({
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
        "version": { "type": "string" }, "commit": { "type": "string" },
        "compiler": { "type": "string" }, "build": { "type": "string" }
      }
    },
    "host": {
      "type": "object",
      "additionalProperties": false,
      "required": ["system", "machine", "cores"],
      "properties": {
        "system": { "type": "string" }, "machine": { "type": "string" }, "cores": { "$ref": "#/definitions/count" }
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
          "tool": { "$ref": "#/properties/tool" }, "host": { "$ref": "#/properties/host" },
          "argv": { "$ref": "#/properties/argv" }, "started": { "$ref": "#/properties/started" }
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
    },
    "comparison": { "$ref": "#/definitions/comparison", "description": "Of `ripcord compare`, which lists no runs; verdict is failed where B is surely worse." },
    "load": { "$ref": "#/definitions/load", "description": "Of `ripcord load`, which lists no runs; verdict is failed where a call failed." }
  },
  "definitions": {
)schema";

constexpr std::string_view definitions = R"schema(    "covered": {
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
        "loads": { "type": "array", "items": { "$ref": "#/definitions/load_step" }, "description": "Of load steps." },
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
        "matched": { "$ref": "#/definitions/count" }, "fired": { "$ref": "#/definitions/count" },
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
        "calls": { "$ref": "#/definitions/count" }, "retries": { "$ref": "#/definitions/count" },
        "reconnects": { "$ref": "#/definitions/count" }, "mapper_queries": { "$ref": "#/definitions/count" },
        "bytes_to_server": { "$ref": "#/definitions/count" }, "bytes_to_client": { "$ref": "#/definitions/count" },
        "ambiguous_connections": { "$ref": "#/definitions/count",
                                   "description": "Of programs of others, like another that was there at the same time." },
        "ambiguous_strikes": { "$ref": "#/definitions/count", "description": "Strikes of rules on those." }
      }
    },
    "load_step": {
      "type": "object",
      "additionalProperties": false,
      "required": ["step", "client", "answers", "failures", "elapsed_ns", "stub_bytes", "generator_saturated", "latency", "service"],
      "properties": {
        "step": { "type": "string" }, "client": { "type": "string" },
        "answers": { "$ref": "#/definitions/count" }, "failures": { "$ref": "#/definitions/count" },
        "elapsed_ns": { "$ref": "#/definitions/count" }, "stub_bytes": { "$ref": "#/definitions/count" },
        "generator_saturated": { "type": "boolean", "description": "It measured itself." },
        "latency": { "$ref": "#/definitions/load_step_times", "description": "From when calls were to begin." },
        "service": { "$ref": "#/definitions/load_step_times", "description": "From when they did begin." }
      }
    },
    "load_step_times": { "type": "object", "required": ["p50_ns", "p90_ns", "p99_ns", "p99.9_ns", "max_ns"],
                         "additionalProperties": { "$ref": "#/definitions/count" } },
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
        "title": { "type": "string", "description": "What it says that it is about." },
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
        "distinct_traces": { "$ref": "#/definitions/count", "description": "In sim only; 100001 stands for that many or more." },
        "distinct_outcomes": { "$ref": "#/definitions/count", "description": "100001 stands for that many or more." },
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
        "flaky": { "$ref": "#/definitions/count" }, "failed": { "$ref": "#/definitions/count" },
        "invalid": { "$ref": "#/definitions/count" }, "error": { "$ref": "#/definitions/count" },
        "incomplete": { "$ref": "#/definitions/count" }, "wall_ns": { "$ref": "#/definitions/count" },
        "ambiguous_connections": { "$ref": "#/definitions/count" }, "ambiguous_strikes": { "$ref": "#/definitions/count" },
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

std::string result_schema() {
  return std::string(document) + std::string(annex_definitions()) + std::string(definitions);
}

}  // namespace ripcord::report
