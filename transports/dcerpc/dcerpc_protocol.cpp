#include "transports/dcerpc/dcerpc_protocol.hpp"

#include "transports/dcerpc/conversation.hpp"
#include "transports/dcerpc/ept_directory.hpp"
#include "transports/dcerpc/forgery.hpp"
#include "transports/dcerpc/introduction.hpp"
#include "transports/dcerpc/pdu_fields.hpp"

#include <array>

namespace ripcord::dcerpc {
namespace {

constexpr std::array<std::string_view, unknown_pdu + 1> names{
    "request",   "ping",     "response",      "fault",
    "working",   "nocall",   "reject",        "ack",
    "cl_cancel", "fack",     "cancel_ack",    "bind",
    "bind_ack",  "bind_nak", "alter_context", "alter_context_resp",
    "auth3",     "shutdown", "co_cancel",     "orphaned",
    "rts",       "unknown",
};

class Dcerpc final : public protocol::Protocol {
 public:
  constexpr Dcerpc() = default;

  [[nodiscard]] std::string_view name() const override { return "dcerpc"; }
  [[nodiscard]] std::span<const std::string_view> pdu_names() const override { return names; }
  [[nodiscard]] protocol::Frame frame(ByteView front) const override {
    return dcerpc::frame(front);
  }
  [[nodiscard]] std::unique_ptr<protocol::Conversation> converse(
      const protocol::InterfaceTable& interfaces) const override {
    return std::make_unique<Conversation>(interfaces);
  }
  [[nodiscard]] std::optional<protocol::Introduction> introduction(ByteView unit) const override {
    return dcerpc::introduction(unit);
  }
  void fields(ByteView unit, protocol::FieldVisitor& visitor) const override {
    show_fields(unit, visitor);
  }
  [[nodiscard]] std::span<const std::string_view> field_names() const override {
    return dcerpc::field_names();
  }
  [[nodiscard]] Decoded<Bytes> forge(ByteView unit,
                                     const protocol::Forgery& forgery) const override {
    return dcerpc::forge(unit, forgery);
  }
  [[nodiscard]] const protocol::Directory& directory() const override { return directory_; }

 private:
  EptDirectory directory_;
};

}  // namespace

const protocol::Protocol& protocol() {
  static const Dcerpc instance;
  return instance;
}

}  // namespace ripcord::dcerpc
