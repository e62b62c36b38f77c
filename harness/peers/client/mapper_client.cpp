#include "harness/peers/client/mapper_client.hpp"

#include "harness/peers/client/mapper_connection.hpp"
#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {
namespace {

namespace ept = dcerpc::ept;

/// More answers to one question than this and the mapper is leading the client round in circles.
constexpr std::uint32_t answers_max = 1024;

ept::LookupIn question_for(const LookupQuestion& question) {
  ept::LookupIn in{.max_ents = std::clamp(question.max_entries, 1U, ept::entry_count_max)};
  if (question.interface) {
    in.inquiry_type = ept::inquiry::by_interface;
    in.interface = {.referent = 1, .id = *question.interface};
    in.vers_option = ept::version_option::compatible;
  }
  return in;
}

CallFailure returned(std::uint32_t status) {
  return {Stage::resolve, Trouble::application, Executed::no, dcerpc::win32_from_ept(status)};
}

}  // namespace

io::Task<Called<std::vector<ept::Entry>>> look_up(ClientContext& context,
                                                  LookupQuestion question,
                                                  std::string host) {
  MapperConnection mapper(context);
  const Called<void> opened =
      co_await mapper.open(std::move(host), context.deadline(context.spec.mapper_timeout));
  if (!opened) co_return opened.error();

  std::vector<ept::Entry> entries;
  ept::LookupIn in = question_for(question);
  const std::uint32_t limit = question.stop_after == 0 ? answers_max : question.stop_after;
  for (std::uint32_t answers = 0; answers < limit; ++answers) {
    Called<ept::LookupOut> out = co_await mapper.lookup(in);
    if (!out) co_return out.error();
    // Servers end a list by a null handle, by this status, or by both.
    const bool ended = out->status == ept::status::not_registered;
    if (!ended && out->status != ept::status::ok) {
      co_return returned(out->status);
    }
    for (ept::Entry& entry : out->entries) entries.push_back(std::move(entry));
    in.entry_handle = out->entry_handle;
    if (ended || in.entry_handle.is_null()) break;
  }
  const bool unfinished = !in.entry_handle.is_null();
  if (unfinished && context.spec.lookup_handles == scenario::LookupHandles::freed) {
    co_await mapper.free(in.entry_handle);
  }
  co_return std::move(entries);
}

}  // namespace ripcord::peers
