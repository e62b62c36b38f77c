#include "transports/trace/json_lines.hpp"

#include "transports/trace/words.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace ripcord::trace {
namespace {

/// How silent a silence is that a verb makes: `unanswered`, a connect that no machine answers;
/// `accepted`, one that this machine has answered and nobody else will; `acknowledged`, a stream
/// whose bytes the receiver's machine goes on to acknowledge.
std::string_view silence(const Record& record) {
  if (record.verb == Verb::stall || record.verb == Verb::swallow) return "acknowledged";
  if (record.verb != Verb::blackhole) return {};
  return (record.flags & flag::opened) != 0 ? "accepted" : "unanswered";
}

constexpr std::string_view hex_digits = "0123456789abcdef";

/// Writes one line: fields in the order in which they are added.
class Line {
 public:
  explicit Line(std::string& out) : out_(out) { out_ += '{'; }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() { out_ += "}\n"; }

  void number(std::string_view name, std::uint64_t value) {
    key(name);
    std::array<char, 20> digits{};
    auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
  }
  void signed_number(std::string_view name, std::int64_t value) {
    key(name);
    out_ += std::to_string(value);
  }
  void truth(std::string_view name) {
    key(name);
    out_ += "true";
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    quoted(value);
  }
  void text_if(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  /// Sixteen hexadecimal digits.
  void hash(std::string_view name, std::uint64_t value) {
    key(name);
    out_ += '"';
    for (unsigned shift = 64; shift > 0; shift -= 4) out_ += hex_digits[value >> (shift - 4) & 15U];
    out_ += '"';
  }
  void hex(std::string_view name, ByteView bytes) {
    key(name);
    out_ += '"';
    for (const Byte byte : bytes) {
      out_ += hex_digits[byte >> 4U];
      out_ += hex_digits[byte & 15U];
    }
    out_ += '"';
  }

 private:
  void key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }

  // RFC 8259 §7: quotation mark, reverse solidus and control characters are escaped.
  void quoted(std::string_view value) {
    out_ += '"';
    for (const char c : value) {
      const auto code = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out_ += '\\';
        out_ += c;
      } else if (code < 0x20) {
        out_ += "\\u00";
        out_ += hex_digits[code >> 4U];
        out_ += hex_digits[code & 15U];
      } else {
        out_ += c;
      }
    }
    out_ += '"';
  }

  std::string& out_;
  bool first_ = true;
};

/// Renders one log, record by record.
class Renderer {
 public:
  explicit Renderer(const Log& log) : log_(log), payload_(log.payload()) {}

  std::string render() {
    for (const Record& record : log_.records()) line(record);
    if (log_.overflowed()) {
      Line line(out_);
      line.text("what", "overflow");
      line.number("records", log_.count());
    }
    if (const Digests* const digests = log_.digests()) {
      Line line(out_);
      line.text("what", end_word);
      line.hash("trace_hash", digests->full);
      line.hash("time_free_hash", digests->time_free);
      line.hash("outcome_hash", digests->outcome);
    }
    return std::move(out_);
  }

 private:
  void line(const Record& record);
  void header(Line& line, const Record& record);
  void connection(Line& line, const Record& record);
  void unit(Line& line, const Record& record);
  void bytes(Line& line, const Record& record);
  void digest(Line& line, const Record& record);
  void rule(Line& line, const Record& record);
  void strike(Line& line, const Record& record);
  void verb(Line& line, const Record& record);
  void call(Line& line, const Record& record);
  void operation(Line& line, const Record& record);
  void happened(Line& line, const Record& record);
  void detail(Line& line, const Record& record);
  void port(Line& line, const Record& record);
  std::string_view name(NameId id) const { return log_.text(id); }
  std::string_view pdu_name(std::uint8_t pdu) const;

  const Log& log_;
  std::string out_;
  PayloadCursor payload_;
};

std::string_view Renderer::pdu_name(std::uint8_t pdu) const {
  if (pdu == connect_pdu) return "connect";
  if (pdu == opaque_pdu) return "bytes";
  return pdu < log_.legend().pdus.size() ? std::string_view(log_.legend().pdus[pdu]) : "?";
}

void Renderer::line(const Record& record) {
  Line line(out_);
  if (record.what == What::run) return header(line, record);
  line.signed_number("t", record.time);
  line.text("what", word(record.what));
  switch (record.what) {
    case What::run:
      break;
    case What::connect_requested:
    case What::connect_established:
    case What::framing_lost:
      connection(line, record);
      break;
    case What::connect_refused:
      connection(line, record);
      rule(line, record);
      break;
    case What::unit:
      connection(line, record);
      unit(line, record);
      bytes(line, record);
      break;
    case What::matched:
    case What::fired:
      strike(line, record);
      break;
    case What::verb:
      verb(line, record);
      break;
    case What::delivered:
      connection(line, record);
      line.number("bytes", record.length);
      if (record.digest != 0) digest(line, record);
      break;
    case What::discarded:
      connection(line, record);
      line.number("bytes", record.length);
      if ((record.flags & flag::number) != 0) line.number("acknowledged", record.value);
      break;
    case What::finish:
    case What::reset:
      connection(line, record);
      line.text("site", (record.flags & flag::by_sender) != 0 ? "in" : "out");
      break;
    case What::happening:
      happened(line, record);
      break;
    case What::detail:
      detail(line, record);
      break;
    case What::call_started:
    case What::call_ended:
      call(line, record);
      break;
    case What::action:
      rule(line, record);
      line.text("action", name(record.subject));
      line.text_if("object", name(record.object));
      if (record.value != 0) line.number("value", record.value);
      break;
    case What::listener:
    case What::registration:
      port(line, record);
      break;
    case What::verdict:
      line.text("judge", name(record.subject));
      line.text("says", name(record.object));
      break;
  }
}

void Renderer::header(Line& line, const Record& record) {
  line.text("what", "run");
  line.number("format", static_cast<std::uint64_t>(json_lines_format));
  line.text("scenario", name(record.subject));
  line.text("variant", name(record.object));
  line.text("transport", name(record.call_id));
  line.number("seed", record.value);
}

void Renderer::connection(Line& line, const Record& record) {
  if (record.connection == 0) return;
  const Connection& connection = log_.connection(record.connection);
  line.number("connection", record.connection);
  line.text("client", name(connection.client));
  line.text("service", name(connection.service));
  line.number("nth", connection.number);
  const bool directed = record.what != What::connect_requested &&
                        record.what != What::connect_refused &&
                        record.what != What::connect_established;
  if (directed) line.text("direction", record.direction == 0 ? "to_server" : "to_client");
}

void Renderer::operation(Line& line, const Record& record) {
  if (record.interface != no_interface) {
    const Legend::InterfaceNames& interface = log_.legend().interfaces[record.interface];
    line.text("interface", interface.name);
    if (record.operation < interface.operations.size()) {
      line.text_if("operation", interface.operations[record.operation]);
    }
  }
  if (record.operation != no_operation) line.number("opnum", record.operation);
}

void Renderer::happened(Line& line, const Record& record) {
  line.text("event", name(record.subject));
  line.text_if("client", name(record.object));
  line.text_if("service", name(record.call_id));
  operation(line, record);
  line.text_if("about", name(record.fragment));
  if (record.value != 0) line.number("port", record.value);
  if (record.length != 0) line.number("status", record.length);
}

void Renderer::detail(Line& line, const Record& record) {
  line.text("name", name(record.subject));
  if ((record.flags & flag::number) != 0) {
    line.number("value", record.value);
  } else {
    line.text("value", name(record.object));
  }
}

void Renderer::unit(Line& line, const Record& record) {
  line.text("pdu", pdu_name(record.pdu));
  if (record.operation != no_operation) {
    line.number("call_id", record.call_id);
    operation(line, record);
    line.number("call", record.call);
    line.number("fragment", record.fragment);
    if ((record.flags & flag::last_fragment) != 0) line.truth("last");
  }
}

void Renderer::bytes(Line& line, const Record& record) {
  line.number("offset", record.value);
  line.number("bytes", record.length);
  digest(line, record);
}

void Renderer::digest(Line& line, const Record& record) {
  line.hash("digest", record.digest);
  if ((record.flags & flag::payload) == 0) return;
  line.hex("payload", payload_.next(record));
}

void Renderer::rule(Line& line, const Record& record) {
  if (record.rule == no_rule) return;
  const Legend::RuleNames& rule = log_.legend().rules[record.rule];
  line.text("rule", rule.id);
  line.number("line", rule.line);
  line.text("kind", rule.kind);
}

void Renderer::strike(Line& line, const Record& record) {
  rule(line, record);
  Coordinate point{.pdu = record.pdu,
                   .interface = record.interface,
                   .operation = record.operation,
                   .call = record.call,
                   .fragment = record.fragment,
                   .site = record.site,
                   .offset = static_cast<std::uint32_t>(record.value)};
  point.direction = record.direction;
  if (record.connection != 0) {
    const Connection& connection = log_.connection(record.connection);
    point.client = connection.client;
    point.service = connection.service;
    point.connection = connection.number;
  } else {
    point.client = record.object;
    point.service = record.call_id;
    point.event = record.subject;
  }
  line.text("point", coordinate_text(point, log_));
  line.hash("hash", record.digest);
}

void Renderer::verb(Line& line, const Record& record) {
  rule(line, record);
  connection(line, record);
  line.text("verb", word(record.verb));
  line.text_if("silence", silence(record));
  if (record.value != 0) line.number("value", record.value);
  if (record.length == 0) return;
  line.number("bytes", record.length);
  if (record.digest != 0) digest(line, record);
}

void Renderer::call(Line& line, const Record& record) {
  line.text("client", name(record.subject));
  line.text_if("service", name(record.object));
  operation(line, record);
  line.number("call", record.call);
  if (record.what == What::call_ended) line.number("outcome", record.value);
}

void Renderer::port(Line& line, const Record& record) {
  line.text("service", name(record.subject));
  operation(line, record);
  line.number("port", record.value);
  line.text("change", (record.flags & flag::opened) != 0 ? "opened" : "closed");
}

}  // namespace

std::string json_lines(const Log& log) { return Renderer(log).render(); }

}  // namespace ripcord::trace
