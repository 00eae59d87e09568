// SPDX-License-Identifier: Apache-2.0
#include "host/serve/http_server.hpp"

#include "host/language/to_say.hpp"
#include "host/serve/connection.hpp"
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace laad {
namespace {

/// A request of the connection with that number, or the answer to it.
template <class What>
struct Numbered {
    std::uint64_t number{};
    What what;
};

/// Threads that make answers. Requests beyond the limit are not taken.
class Answerers {
  public:
    Answerers(HttpServer::Handler handler, ServerLimits const& limits, int wake)
        : handler_{std::move(handler)}, most_{limits.waiting}, wake_{wake}
    {
        for (int i = 0; i < limits.threads; ++i)
            threads_.emplace_back([this] { work(); });
    }
    ~Answerers()
    {
        {
            std::lock_guard const lock{mutex_};
            ends_ = true;
            waiting_.clear();
        }
        there_is_work_.notify_all();
        for (auto& thread : threads_)
            thread.join();
    }

    bool take(std::uint64_t number, HttpRequest request)
    {
        {
            std::lock_guard const lock{mutex_};
            if (waiting_.size() >= most_) return false;
            waiting_.push_back({number, std::move(request)});
        }
        there_is_work_.notify_one();
        return true;
    }
    std::vector<Numbered<HttpResponse>> answers()
    {
        std::lock_guard const lock{mutex_};
        return std::exchange(answers_, {});
    }

  private:
    void work()
    {
        std::unique_lock lock{mutex_};
        while (true) {
            there_is_work_.wait(lock, [&] { return ends_ || !waiting_.empty(); });
            if (ends_) return;
            auto const asked = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            HttpResponse response = answer_to(asked.what);
            lock.lock();
            answers_.push_back({asked.number, std::move(response)});
            eventfd_write(wake_, 1);
        }
    }
    HttpResponse answer_to(HttpRequest const& request) const
    {
        try {
            return handler_(request);
        } catch (std::exception const& error) {
            return refusal(500, error.what());
        }
    }

    HttpServer::Handler handler_;
    std::size_t most_;
    int wake_;
    std::mutex mutex_;
    std::condition_variable there_is_work_;
    std::deque<Numbered<HttpRequest>> waiting_;
    std::vector<Numbered<HttpResponse>> answers_;
    bool ends_{};
    std::vector<std::thread> threads_;
};

HttpResponse busy()
{
    HttpResponse response = refusal(503, to_say("too much is asked at once; try again"));
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

}  // namespace

struct HttpServer::Impl {
    ServerLimits limits;
    Descriptor listener;
    Descriptor wake{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
    Answerers answerers;  ///< uses `wake`
    std::map<std::uint64_t, Connection> connections;
    std::uint64_t last_number{};
    std::atomic<bool> ends{};

    using State = Connection::State;

    Impl(Descriptor socket, Handler handler, ServerLimits const& given)
        : limits{given}, listener{std::move(socket)}, answerers{std::move(handler), given, wake.get()}
    {
    }

    Connection::Clock::time_point in(int seconds) const
    {
        return Connection::Clock::now() + std::chrono::seconds{seconds};
    }

    /// What is waited for: first the wake-up call and new connections, then one for each connection, in order.
    std::vector<pollfd> waited_for() const
    {
        std::vector<pollfd> all{{wake.get(), POLLIN, 0}, {listener.get(), POLLIN, 0}};
        for (auto const& [number, connection] : connections) {
            State const state = connection.state();
            bool const waits = state != State::working;
            auto const events = state == State::writing ? POLLOUT : POLLIN;
            all.push_back({waits ? connection.descriptor() : -1, static_cast<short>(events), 0});
        }
        return all;
    }

    void accept_new()
    {
        while (true) {
            Descriptor socket{accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
            if (!socket) return;
            if (connections.size() >= limits.connections) {
                std::string const answer = head_of(busy());
                send(socket.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
                continue;
            }
            std::uint64_t const number = ++last_number;
            connections.try_emplace(number, std::move(socket), number, in(limits.read_s));
        }
    }

    void serve(Connection& connection)
    {
        if (connection.state() == State::closing) return connection.drain();
        if (connection.state() == State::reading) {
            connection.read(in(limits.write_s));
            if (connection.state() == State::working && !answerers.take(connection.number(), connection.take()))
                connection.answer(busy(), in(limits.write_s));
        }
        if (connection.state() == State::writing) connection.write();
    }

    void pass_answers_on()
    {
        eventfd_t ignored{};
        eventfd_read(wake.get(), &ignored);
        for (auto& [number, response] : answerers.answers())
            if (auto const asker = connections.find(number); asker != connections.end()) {
                asker->second.answer(std::move(response), in(limits.write_s));
                asker->second.write();
            }
    }

    void run()
    {
        constexpr int look_up_ms = 200;
        while (!ends) {
            stop_if_interrupted();
            auto waited = waited_for();
            poll(waited.data(), waited.size(), look_up_ms);
            std::size_t place = 2;
            for (auto& [number, connection] : connections)
                if (waited[place++].revents != 0) serve(connection);
            pass_answers_on();
            if (waited[1].revents != 0) accept_new();
            auto const now = Connection::Clock::now();
            std::erase_if(connections, [&](auto const& one) {
                return one.second.state() == State::done || one.second.is_late(now);
            });
        }
    }
};

HttpServer::HttpServer(std::string const& host, int port, Handler handler, ServerLimits const& limits)
{
    impl_ = std::make_unique<Impl>(listening_socket(host, port), std::move(handler), limits);
}

HttpServer::~HttpServer() = default;

int HttpServer::port() const
{
    return port_of(impl_->listener);
}

void HttpServer::run()
{
    impl_->run();
}

void HttpServer::stop()
{
    impl_->ends = true;
    eventfd_write(impl_->wake.get(), 1);
}

}  // namespace laad
