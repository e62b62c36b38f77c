#include "transports/trace/json_reader.hpp"

#include "transports/base/hash.hpp"
#include "transports/trace/flat_json.hpp"
#include "transports/trace/json_lines.hpp"
#include "transports/trace/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace ripcord::trace {
namespace {

/// More than any field that counts names has room for would be a file of somebody else.
constexpr std::size_t legend_max = 0xfffe;
constexpr std::uint16_t opnum_max = 4095;

template <typename Words>
std::optional<std::size_t> index_of(const Words& words, std::string_view word) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words.begin());
}

std::optional<Byte> nibble(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<Byte>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<Byte>(digit - 'a' + 10);
  return std::nullopt;
}

/// None where `digits` are no bytes.
std::optional<Bytes> bytes_of(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  Bytes bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const std::optional<Byte> high = nibble(digits[i]);
    const std::optional<Byte> low = nibble(digits[i + 1]);
    if (!high || !low) return std::nullopt;
    bytes.push_back(static_cast<Byte>(*high << 4U | *low));
  }
  return bytes;
}

/// The parts of a point from its end: site, fragment, call, operation, direction.
std::array<std::string_view, 5> last_parts(std::string_view point) {
  std::array<std::string_view, 5> parts;
  for (std::string_view& part : parts) {
    const std::size_t slash = point.rfind('/');
    part = slash == std::string_view::npos ? point : point.substr(slash + 1);
    point = slash == std::string_view::npos ? std::string_view() : point.substr(0, slash);
  }
  return parts;
}

/// Whether lines of that kind tell the bytes that it is about.
bool has_payload(What what) {
  return what == What::unit || what == What::delivered || what == What::verb;
}

/// Whether what is of that kind always happened on a connection; a verb may have.
bool has_connection(What what) {
  switch (what) {
    case What::connect_requested:
    case What::connect_refused:
    case What::connect_established:
    case What::unit:
    case What::delivered:
    case What::finish:
    case What::reset:
    case What::discarded:
    case What::framing_lost:
      return true;
    default:
      return false;
  }
}

std::uint32_t number_of(std::string_view text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// Fills a log line by line.
class LogReader {
 public:
  LogReader() {
    stored_.legend = std::make_unique<Legend>();
    stored_.log = std::make_unique<Log>(*stored_.legend, Payload::full);
  }

  /// Returns what is wrong with the line; empty if nothing is.
  std::string line(std::string_view text);
  StoredLog take() { return std::move(stored_); }

 private:
  std::string header(const FlatJson& json);
  void fields(const FlatJson& json, Record& record);
  void connection(const FlatJson& json, Record& record);
  void operation(const FlatJson& json, Record& record);
  void verb(const FlatJson& json, Record& record);
  void happening(const FlatJson& json, Record& record);
  void point(const FlatJson& json, Record& record);
  void unit_of_point(std::string_view text, Record& record);
  std::uint8_t pdu(std::string_view name);
  std::uint16_t interface(std::string_view name);
  std::uint16_t rule(const FlatJson& json);
  NameId name(const FlatJson& json, std::string_view key) { return log().intern(json.text(key)); }
  Log& log() { return *stored_.log; }

  StoredLog stored_;
  /// Connections by the numbers that the file gives them.
  std::map<std::uint64_t, std::uint32_t> connections_;
};

std::string LogReader::line(std::string_view text) {
  const std::optional<FlatJson> json = FlatJson::parse(text);
  if (!json) return "not a line of a trace";
  const std::string_view kind = json->text("what");
  if (log().count() == 0) return kind == "run" ? header(*json) : "a trace begins with its run";
  if (kind == end_word) {
    log().end({.full = json->hash("trace_hash"),
               .time_free = json->hash("time_free_hash"),
               .outcome = json->hash("outcome_hash")});
    return {};
  }
  const auto what = index_of(what_words, kind);
  if (!what || *what == 0) return {};
  Record record{.time = json->signed_number("t"), .what = static_cast<What>(*what)};
  fields(*json, record);
  if (record.connection == 0 && has_connection(record.what)) return "on no connection";
  const std::optional<Bytes> payload = bytes_of(json->text("payload"));
  if (!payload) return "a payload that is no bytes";
  if (!json->has("payload") || !has_payload(record.what)) {
    log().append(record);
    return {};
  }
  if (payload->size() > record.length) return "more payload than there were bytes";
  log().append_kept(record, *payload);
  return {};
}

std::string LogReader::header(const FlatJson& json) {
  if (json.number("format") != static_cast<std::uint64_t>(json_lines_format))
    return "a trace of format " + std::to_string(json.number("format")) + ", which is not known";
  log().run({.scenario = json.text("scenario"),
             .variant = json.text("variant"),
             .transport = json.text("transport"),
             .seed = json.number("seed")});
  return {};
}

void LogReader::fields(const FlatJson& json, Record& record) {
  connection(json, record);
  record.rule = rule(json);
  record.length = static_cast<std::uint32_t>(json.number("bytes"));
  record.digest = json.hash("digest");
  record.direction = json.text("direction") == "to_client" ? 1 : 0;
  operation(json, record);
  switch (record.what) {
    case What::unit:
      record.pdu = pdu(json.text("pdu"));
      record.call_id = static_cast<std::uint32_t>(json.number("call_id"));
      record.value = json.number("offset");
      if (json.has("last")) record.flags |= flag::last_fragment;
      break;
    case What::matched:
    case What::fired:
      point(json, record);
      break;
    case What::verb:
      verb(json, record);
      break;
    case What::finish:
    case What::reset:
      if (json.text("site") == "in") record.flags |= flag::by_sender;
      break;
    case What::discarded:
      record.value = json.number("acknowledged");
      if (json.has("acknowledged")) record.flags |= flag::number;
      break;
    case What::happening:
      happening(json, record);
      break;
    case What::detail:
      record.subject = name(json, "name");
      record.object = name(json, "value");
      record.value = json.number("value");
      if (!json.is_text("value")) record.flags |= flag::number;
      break;
    case What::call_started:
    case What::call_ended:
      record.subject = name(json, "client");
      record.object = name(json, "service");
      record.value = json.number("outcome");
      break;
    case What::action:
      record.subject = name(json, "action");
      record.object = name(json, "object");
      record.value = json.number("value");
      break;
    case What::listener:
    case What::registration:
      record.subject = name(json, "service");
      record.value = json.number("port");
      if (json.text("change") == "opened") record.flags |= flag::opened;
      break;
    case What::verdict:
      record.subject = name(json, "judge");
      record.object = name(json, "says");
      break;
    default:
      break;
  }
}

void LogReader::connection(const FlatJson& json, Record& record) {
  record.call = static_cast<std::uint32_t>(json.number("call"));
  record.fragment = static_cast<std::uint32_t>(json.number("fragment"));
  const std::uint64_t number = json.number("connection");
  if (number == 0 || !(has_connection(record.what) || record.what == What::verb)) return;
  const auto known = connections_.find(number);
  if (known != connections_.end()) {
    record.connection = known->second;
    return;
  }
  record.connection =
      log().add_connection(Connection{.client = name(json, "client"),
                                      .service = name(json, "service"),
                                      .number = static_cast<std::uint32_t>(json.number("nth"))});
  connections_.emplace(number, record.connection);
}

void LogReader::operation(const FlatJson& json, Record& record) {
  if (json.has("interface")) record.interface = interface(json.text("interface"));
  if (!json.has("opnum")) return;
  record.operation = static_cast<std::uint16_t>(json.number("opnum"));
  if (record.interface == no_interface || record.operation > opnum_max) return;
  std::vector<std::string>& names = stored_.legend->interfaces[record.interface].operations;
  if (names.size() <= record.operation) names.resize(record.operation + std::size_t{1});
  if (json.has("operation")) names[record.operation] = json.text("operation");
}

void LogReader::verb(const FlatJson& json, Record& record) {
  record.verb = static_cast<Verb>(index_of(verb_words, json.text("verb")).value_or(0));
  record.value = json.number("value");
  if (json.text("silence") == "accepted") record.flags |= flag::opened;
}

void LogReader::happening(const FlatJson& json, Record& record) {
  record.subject = name(json, "event");
  record.object = name(json, "client");
  record.call_id = name(json, "service");
  record.fragment = name(json, "about");
  record.value = json.number("port");
  record.length = static_cast<std::uint32_t>(json.number("status"));
}

/// A rule strikes what the line before told: a unit, a connect, or a happening.
void LogReader::point(const FlatJson& json, Record& record) {
  record.digest = json.hash("hash");
  const auto is_struck = [](const Record& earlier) {
    return earlier.what == What::unit || earlier.what == What::connect_requested ||
           earlier.what == What::happening;
  };
  const auto records = log().records();
  const auto struck = std::find_if(records.rbegin(), records.rend(), is_struck);
  if (struck == records.rend()) return;
  if (struck->what != What::happening) {
    record.connection = struck->connection;
    record.direction = struck->direction;
    return unit_of_point(json.text("point"), record);
  }
  record.subject = struck->subject;
  record.object = struck->object;
  record.call_id = struck->call_id;
  record.call = number_of(last_parts(json.text("point")).front());
}

void LogReader::unit_of_point(std::string_view text, Record& record) {
  const auto [site, fragment, call, what, direction] = last_parts(text);
  const std::size_t dot = what.find('.');
  record.call = number_of(call);
  record.fragment = number_of(fragment);
  if (site.starts_with("inside:")) {
    record.site = Site::inside;
    record.value = number_of(site.substr(site.find(':') + 1));
  } else if (site == "after") {
    record.site = Site::after;
  }
  if (dot == std::string_view::npos) {
    record.pdu = pdu(what);
    return;
  }
  const Record& unit = log().records().back();
  record.pdu = unit.pdu;
  record.interface = interface(what.substr(0, dot));
  const auto& names = stored_.legend->interfaces[record.interface].operations;
  const std::string_view operation = what.substr(dot + 1);
  record.operation =
      static_cast<std::uint16_t>(index_of(names, operation).value_or(number_of(operation)));
}

std::uint8_t LogReader::pdu(std::string_view name) {
  if (name == "connect") return connect_pdu;
  if (name == "bytes") return opaque_pdu;
  std::vector<std::string>& names = stored_.legend->pdus;
  const std::size_t index = index_of(names, name).value_or(names.size());
  if (index >= opaque_pdu) return no_pdu;
  if (index == names.size()) names.emplace_back(name);
  return static_cast<std::uint8_t>(index);
}

std::uint16_t LogReader::interface(std::string_view name) {
  std::vector<Legend::InterfaceNames>& all = stored_.legend->interfaces;
  const auto found = std::ranges::find(all, name, &Legend::InterfaceNames::name);
  const auto index = static_cast<std::size_t>(found - all.begin());
  if (index >= legend_max) return 0;
  if (found == all.end()) all.push_back({.name = std::string(name), .operations = {}});
  return static_cast<std::uint16_t>(index);
}

std::uint16_t LogReader::rule(const FlatJson& json) {
  if (!json.has("rule")) return no_rule;
  const std::string_view id = json.text("rule");
  std::vector<Legend::RuleNames>& all = stored_.legend->rules;
  const auto found = std::ranges::find(all, id, &Legend::RuleNames::id);
  const auto index = static_cast<std::size_t>(found - all.begin());
  if (index >= legend_max) return 0;
  if (found == all.end()) {
    all.push_back({.id = std::string(id),
                   .kind = std::string(json.text("kind")),
                   .line = static_cast<std::uint32_t>(json.number("line")),
                   .digest = 0});
  }
  return static_cast<std::uint16_t>(index);
}

}  // namespace

boost::system::result<StoredLog, LineError> read_json_lines(std::string_view text) {
  LogReader reader;
  std::size_t number = 0;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    ++number;
    const std::string problem = reader.line(text.substr(0, end));
    if (!problem.empty()) return LineError(number, problem);
    text.remove_prefix(end + 1);
  }
  if (number == 0) return LineError(1, "an empty trace");
  return reader.take();
}

}  // namespace ripcord::trace
