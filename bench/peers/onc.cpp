// bench_onc: ONC RPC over TCP by libtirpc, without rpcbind: one procedure that takes opaque octets
// and answers with a number.

#include "bench/peers/main.hpp"
#include "bench/proxy/socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <rpc/rpc.h>
#include <sys/socket.h>
#include <unistd.h>

#include <vector>

namespace ripcord::bench {
namespace {

constexpr rpcprog_t program = 0x20000001;
constexpr rpcvers_t version = 1;
constexpr rpcproc_t procedure = 1;
constexpr unsigned octets_max = 4U << 20U;

struct Octets {
  char* data = nullptr;
  unsigned size = 0;
};

bool_t xdr_octets(XDR* xdr, Octets* octets) {
  return xdr_bytes(xdr, &octets->data, &octets->size, octets_max);
}

/// Filters of all types go through one, as libtirpc has it.
template <typename Filter>
xdrproc_t generic(Filter* filter) {
  return reinterpret_cast<xdrproc_t>(reinterpret_cast<void (*)()>(filter));
}

void dispatch(svc_req* request, SVCXPRT* transport) {
  if (request->rq_proc != procedure) {
    svcerr_noproc(transport);
    return;
  }
  Octets octets;
  const xdrproc_t decode = generic(xdr_octets);
  if (!svc_getargs(transport, decode, reinterpret_cast<caddr_t>(&octets))) {
    svcerr_decode(transport);
    return;
  }
  std::uint32_t answer = octets.size;
  svc_sendreply(transport, generic(xdr_uint32_t), reinterpret_cast<caddr_t>(&answer));
  svc_freeargs(transport, decode, reinterpret_cast<caddr_t>(&octets));
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void serve(std::uint16_t port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address = loopback(port);
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) die("bind");
  if (::listen(listener, SOMAXCONN) != 0) die("listen");
  SVCXPRT* const transport = svc_vc_create(listener, 0, 0);
  if (transport == nullptr) die("svc_vc_create");
  if (!svc_reg(transport, program, version, dispatch, nullptr)) die("svc_reg");
  svc_run();
}

void call(std::uint16_t port, Shape shape, Stopwatch& watch) {
  int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address = loopback(port);
  if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    die("connect");
  const netbuf where{.maxlen = sizeof address, .len = sizeof address, .buf = &address};
  CLIENT* const client = clnt_vc_create(descriptor, &where, program, version, 0, 0);
  if (client == nullptr) die("clnt_vc_create");
  std::vector<char> data(shape.request_size);
  Octets octets{.data = data.data(), .size = static_cast<unsigned>(data.size())};
  while (watch.is_running()) {
    const Nanoseconds begun = now();
    std::uint32_t answer = 0;
    const clnt_stat status = clnt_call(client,
                                       procedure,
                                       generic(xdr_octets),
                                       reinterpret_cast<caddr_t>(&octets),
                                       generic(xdr_uint32_t),
                                       reinterpret_cast<caddr_t>(&answer),
                                       (timeval{.tv_sec = 25, .tv_usec = 0}));
    if (status != RPC_SUCCESS || answer != data.size()) die("clnt_call");
    watch.count(begun);
  }
  clnt_destroy(client);
}

}  // namespace
}  // namespace ripcord::bench

int main(int argc, char** argv) {
  return ripcord::bench::peer_main(argc, argv, ripcord::bench::serve, ripcord::bench::call);
}
