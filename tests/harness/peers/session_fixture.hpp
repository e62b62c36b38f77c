#pragma once

#include "harness/peers/server/server_session.hpp"
#include "tests/harness/peers/pdus.hpp"
#include "tests/harness/peers/recorder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <optional>
#include <string_view>

namespace ripcord::peers {

/// Two operations: 0 answers the request's stub, 1 raises a fault.
class Parrot final : public ServedInterface {
 public:
  static constexpr std::array<std::string_view, 2> operations{"Repeat", "Raise"};
  static constexpr InterfaceDescription parrot{"parrot", some_interface, operations};

  [[nodiscard]] const InterfaceDescription& description() const override { return parrot; }
  Answer serve(Call& call) override {
    if (call.opnum == 1) call.raise(raised_status);
    if (call.opnum == 0) call.reply->assign(call.stub.begin(), call.stub.end());
    return Answer::now;
  }

  static constexpr std::uint32_t raised_status = 0x1c000012;
};

/// A server's half of a connection without the connection: units in, PDUs out. Calls are served at
/// once.
class SessionTest : public testing::Test {
 protected:
  using Next = ServerSession::Next;

  SessionTest() {
    interfaces.add(parrot);
    open(scenario::ServerProfile::windows);
  }

  /// A new connection to a server of those habits.
  void open(scenario::ServerProfile profile) {
    session.reset();
    settings.emplace(SessionSettings{habits_of(profile), interfaces, groups});
    session.emplace(*settings, SessionEnds{"desk", "store", 49152});
  }

  /// Sends one unit and returns what the server says to it.
  std::vector<dcerpc::Pdu> send(Bytes unit) {
    sent = std::move(unit);
    next = session->receive(sent);
    if (next == Next::dispatch) {
      static_cast<void>(session->target().serve(session->call()));
      session->answer();
      next = Next::read;
    }
    received = std::exchange(session->outgoing(), {});
    return decode_all(received);
  }

  /// Sends one unit, to which the server has one answer of type `Type`.
  template <typename Type>
  Type ask(Bytes unit) {
    const std::vector<dcerpc::Pdu> answers = send(std::move(unit));
    EXPECT_EQ(1U, answers.size());
    const auto* answer = answers.empty() ? nullptr : std::get_if<Type>(&answers.front());
    EXPECT_NE(nullptr, answer);
    return answer == nullptr ? Type{} : *answer;
  }

  void bind() { ask<dcerpc::BindAck>(bind_pdu()); }

  Recorder recorder;
  Parrot parrot;
  InterfaceSet interfaces;
  AssociationGroups groups{Prng(1, "groups"), recorder};
  std::optional<SessionSettings> settings;
  std::optional<ServerSession> session;
  Bytes sent;
  Bytes received;
  Next next = Next::read;
};

}  // namespace ripcord::peers
