#include "transports/trace/plain_lines.hpp"

#include "transports/trace/when_text.hpp"
#include "transports/trace/words.hpp"

#include <algorithm>
#include <string_view>

namespace ripcord::trace {
namespace {

/// `30.077383217`, right aligned.
std::string seconds(std::int64_t time) {
  constexpr std::int64_t second = 1'000'000'000;
  constexpr std::size_t fraction_digits = 9;
  constexpr std::size_t whole_digits = 5;
  const std::string whole = std::to_string(time / second);
  const std::string fraction = std::to_string(time % second);
  std::string text(whole_digits - std::min(whole_digits, whole.size()), ' ');
  text += whole + ".";
  return text + std::string(fraction_digits - std::min(fraction_digits, fraction.size()), '0') +
         fraction;
}

/// Builds the words behind the time.
class Words {
 public:
  Words(const Record& record, const Log& log) : record_(record), log_(log) {}

  std::string text() {
    if (record_.what == What::unit) return unit_line(record_, log_);
    if (record_.what == What::run) return run();
    if (record_.rule != no_rule) rule();
    if (record_.connection != 0) lane();
    if (record_.what == What::verb) {
      add(word(record_.verb));
    } else if (record_.what != What::happening && record_.what != What::detail) {
      add(word(record_.what));
    }
    names();
    numbers();
    return text_;
  }

 private:
  void add(std::string_view words) {
    if (words.empty()) return;
    if (!text_.empty()) text_ += ' ';
    text_ += words;
  }
  void add(std::string_view name, std::uint64_t number) {
    add(std::string(name) + " " + std::to_string(number));
  }

  std::string run() {
    add(log_.text(record_.subject));
    add("[" + std::string(log_.text(record_.object)) + "]");
    add(log_.text(record_.call_id));
    add("seed", record_.value);
    return text_;
  }
  void rule() {
    const Legend::RuleNames& rule = log_.legend().rules[record_.rule];
    add("RULE " + rule.id + " (" + rule.kind + ", line " + std::to_string(rule.line) + ")");
  }
  void lane() {
    const Connection& connection = log_.connection(record_.connection);
    add(std::string(log_.text(connection.client)) + ">" +
        std::string(log_.text(connection.service)) + "/" + std::to_string(connection.number));
    const bool directed = record_.what != What::connect_requested &&
                          record_.what != What::connect_established &&
                          record_.what != What::connect_refused;
    if (directed) add(record_.direction == 0 ? "to_server" : "to_client");
  }
  void names() {
    switch (record_.what) {
      case What::happening:
        add(log_.text(record_.object));
        add(log_.text(record_.call_id));
        add(log_.text(record_.subject));
        operation();
        add(log_.text(record_.fragment));
        break;
      case What::fired:
      case What::matched:
        if (record_.connection != 0) operation();
        add(log_.text(record_.subject));
        add(log_.text(record_.object));
        break;
      case What::listener:
      case What::registration:
        add(log_.text(record_.subject));
        add((record_.flags & flag::opened) != 0 ? "opened" : "closed");
        break;
      case What::finish:
      case What::reset:
        add((record_.flags & flag::by_sender) != 0 ? "by its sender" : "at its receiver");
        break;
      default:
        add(log_.text(record_.subject));
        add(log_.text(record_.object));
        operation();
        break;
    }
  }
  void operation() {
    const auto& interfaces = log_.legend().interfaces;
    if (record_.interface >= interfaces.size()) return;
    const Legend::InterfaceNames& interface = interfaces[record_.interface];
    std::string text = interface.name;
    if (record_.operation < interface.operations.size())
      text += "." + interface.operations[record_.operation];
    add(text);
  }
  void numbers() {
    switch (record_.what) {
      case What::happening:
        if (record_.value != 0) add("port", record_.value);
        if (record_.length != 0) add("status", record_.length);
        break;
      case What::listener:
      case What::registration:
        add("port", record_.value);
        break;
      case What::delivered:
      case What::discarded:
        add(std::to_string(record_.length) + " bytes");
        break;
      case What::call_ended:
        add("outcome", record_.value);
        break;
      case What::detail:
      case What::action:
      case What::verb:
        if (record_.value != 0) add(std::to_string(record_.value));
        break;
      default:
        break;
    }
  }

  const Record& record_;
  const Log& log_;
  std::string text_;
};

}  // namespace

std::string plain_line(const Record& record, const Log& log) {
  return seconds(record.time) + "  " + Words(record, log).text();
}

}  // namespace ripcord::trace
