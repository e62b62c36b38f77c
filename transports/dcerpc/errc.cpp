#include "transports/dcerpc/errc.hpp"

#include "transports/base/named_category.hpp"

namespace ripcord::dcerpc {
namespace {

const char* message_of(errc value) {
  switch (value) {
    case errc::truncated:
      return "the bytes end inside a field";
    case errc::rpc_version:
      return "not RPC version 5.0";
    case errc::integer_representation:
      return "unknown integer representation";
    case errc::unknown_ptype:
      return "no connection-oriented PDU type";
    case errc::frag_length:
      return "frag_length is not the size of the PDU";
    case errc::auth_length:
      return "auth_length exceeds the PDU";
    case errc::auth_pad_length:
      return "auth_pad_length exceeds the stub";
    case errc::unexpected_ptype:
      return "a PDU of another type";
    case errc::fragment_without_call:
      return "a later fragment, but no call is open";
    case errc::call_still_incomplete:
      return "a first fragment while another call is incomplete";
    case errc::call_id_changed:
      return "call_id differs from the first fragment's";
    case errc::drep_changed:
      return "packed_drep differs from the first fragment's";
    case errc::alloc_hint_too_large:
      return "alloc_hint exceeds what the receiver takes";
    case errc::stub_too_large:
      return "the stub exceeds what the receiver takes";
    case errc::no_context:
      return "no presentation context";
    case errc::no_transfer_syntax:
      return "a presentation context without a transfer syntax";
    case errc::feature_context:
      return "a bind time feature context where none may be";
    case errc::context_redefined:
      return "a context id that is in use for another abstract syntax";
    case errc::too_many_contexts:
      return "more presentation contexts than a connection may have";
    case errc::result_count:
      return "not one result for each presentation context";
    case errc::foreign_transfer_syntax:
      return "accepted with a transfer syntax that was not proposed";
    case errc::array_bounds:
      return "a count exceeds its limit or contradicts another";
    case errc::unterminated_string:
      return "a string without a closing NUL";
    case errc::too_many_floors:
      return "more floors than a tower can have";
    case errc::not_an_answer:
      return "not a whole answer of the endpoint mapper";
    case errc::answer_too_large:
      return "the answer fits into no PDU";
    case errc::protocol_sequence:
      return "a protocol sequence that no tower can name";
    case errc::verification_trailer:
      return "a verification trailer that must not be ignored";
  }
  return "unknown error";
}

}  // namespace

const ErrorCategory& error_category() {
  static constexpr NamedCategory<errc, message_of> category("dcerpc");
  return category;
}

}  // namespace ripcord::dcerpc
