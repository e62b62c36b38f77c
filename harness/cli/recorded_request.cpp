#include "harness/cli/recorded_request.hpp"

#include "harness/cli/network_words.hpp"
#include "harness/report/json_writer.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/trace/flat_json.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <map>
#include <optional>

namespace ripcord::cli {
namespace {

using trace::Record;
using trace::What;

constexpr std::uint64_t request_format = 1;

/// Which fragments belong to one request: calls of one connection may overlap.
struct Call {
  std::uint32_t connection = 0;
  std::uint32_t call_id = 0;
};

/// Looks for one call in a log.
class Searcher {
 public:
  using Found = boost::system::result<RecordedRequest, RequestProblem>;

  Searcher(const trace::Log& log, std::uint32_t number) : log_(log), left_(number) {}

  Found find(const std::function<bool(const Record&)>& is_meant);

 private:
  void learn(const Record& record, ByteView unit);
  /// Adds a fragment; says why it cannot be added, or nothing.
  std::string add(const Record& record, ByteView unit);

  const trace::Log& log_;
  std::uint32_t left_;
  /// Interfaces by connection and presentation context.
  std::map<std::pair<std::uint32_t, std::uint16_t>, dcerpc::SyntaxId> contexts_;
  std::optional<Call> call_;
  RecordedRequest request_;
};

bool is_request(const Record& record) {
  return record.what == What::unit && record.direction == 0 &&
         record.operation != trace::no_operation;
}

std::string name_of(const Record& record, const trace::Log& log) {
  const auto& interfaces = log.legend().interfaces;
  if (record.interface >= interfaces.size()) return {};
  const trace::Legend::InterfaceNames& interface = interfaces[record.interface];
  if (record.operation >= interface.operations.size()) return interface.name;
  return interface.name + "." + interface.operations[record.operation];
}

Searcher::Found Searcher::find(const std::function<bool(const Record&)>& is_meant) {
  trace::PayloadCursor payload(log_.payload());
  for (const Record& record : log_.records()) {
    const ByteView unit = payload.next(record);
    if (record.what == What::unit && record.direction == 0) learn(record, unit);
    if (!is_request(record)) continue;
    const bool begins = (record.flags & trace::flag::first_fragment) != 0 || record.fragment == 1;
    if (!call_ && begins && is_meant(record) && --left_ == 0)
      call_ = Call{.connection = record.connection, .call_id = record.call_id};
    if (!call_ || record.connection != call_->connection || record.call_id != call_->call_id)
      continue;
    const std::string problem = add(record, unit);
    if (!problem.empty()) return RequestProblem(problem);
    if ((record.flags & trace::flag::last_fragment) != 0) return request_;
  }
  return RequestProblem(call_ ? "the trace ends before the request does"
                              : "the trace has no such call");
}

/// Binds say which interface a presentation context is of.
void Searcher::learn(const Record& record, ByteView unit) {
  const auto bind = dcerpc::decode_as<dcerpc::Bind>(unit);
  if (!bind) return;
  for (const dcerpc::ContextElement& element : bind->p_context_elem)
    contexts_[{record.connection, element.p_cont_id}] = element.abstract_syntax;
}

std::string Searcher::add(const Record& record, ByteView unit) {
  if (unit.size() < record.length)
    return "the trace has not kept the request's bytes: run with --payload full";
  const auto request = dcerpc::decode_as<dcerpc::Request>(unit);
  if (!request) return "the request is none that can be read";
  const auto context = contexts_.find({record.connection, request->p_cont_id});
  if (context == contexts_.end()) return "the trace has not kept the bind of that connection";
  if (request->auth) return "the request is signed or sealed for its connection";
  request_.interface = context->second;
  request_.opnum = request->opnum;
  request_.name = name_of(record, log_);
  request_.stub.insert(request_.stub.end(), request->stub.begin(), request->stub.end());
  return {};
}

std::string interface_text(const dcerpc::SyntaxId& interface) {
  return fmt::format(
      "{}:{}.{}", interface.uuid.text(), interface.major_version, interface.minor_version);
}

/// What `parsed` holds, or `problem` is why there is none.
template <typename Value>
Value value_of(const Parsed<Value>& parsed, std::string& problem) {
  if (parsed) return *parsed;
  if (problem.empty()) problem = parsed.error().text;
  return {};
}

}  // namespace

boost::system::result<RecordedRequest, RequestProblem> request_in(
    const trace::Log& log,
    std::uint32_t number,
    const std::function<bool(const Record&)>& is_meant) {
  return Searcher(log, number).find(is_meant);
}

std::string request_text(const RecordedRequest& request) {
  std::string text;
  report::JsonWriter json(text);
  json.begin_object().text("what", "request").number("format", request_format);
  json.text("interface", interface_text(request.interface)).number("opnum", request.opnum);
  if (!request.name.empty()) json.text("name", request.name);
  json.text("stub", fmt::format("{:02x}", fmt::join(request.stub, ""))).end_object();
  return text + "\n";
}

boost::system::result<RecordedRequest, RequestProblem> read_request(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return RequestProblem(fmt::format("cannot read {}", path));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::size_t end = text.find_last_not_of(" \r\n");
  const auto json = trace::FlatJson::parse(
      std::string_view(text).substr(0, end == std::string::npos ? 0 : end + 1));
  if (!json || json->text("what") != "request")
    return RequestProblem(path + " is no request that `ripcord trace --export` wrote");
  if (json->number("format") != request_format)
    return RequestProblem(
        fmt::format("{} is of format {}, which is not known here", path, json->number("format")));
  std::string problem;
  RecordedRequest request{
      .interface = value_of(parse_interface(json->text("interface")), problem),
      .opnum = value_of(parse_opnum(std::to_string(json->number("opnum"))), problem),
      .stub = value_of(parse_stub(json->text("stub")), problem),
      .name = std::string(json->text("name"))};
  if (!problem.empty()) return RequestProblem(fmt::format("{}: {}", path, problem));
  return request;
}

}  // namespace ripcord::cli
