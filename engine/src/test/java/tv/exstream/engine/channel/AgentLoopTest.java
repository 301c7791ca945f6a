package tv.exstream.engine.channel;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class AgentLoopTest {
    /** Counts its rounds; throws when told to. */
    private static final class Worker implements Agent {
        private final AtomicInteger rounds = new AtomicInteger();
        private final AtomicReference<String> failure = new AtomicReference<>("");
        private volatile boolean sabotaged;
        private volatile boolean inside;

        @Override
        public void doWork() {
            inside = true;
            rounds.incrementAndGet();
            if (sabotaged) {
                throw new IllegalStateException("sabotage");
            }
            inside = false;
        }

        @Override
        public void onFailure(Throwable thrown) {
            failure.set(String.valueOf(thrown.getMessage()));
            throw new IllegalStateException("cannot even handle that");
        }

        private void awaitRounds(int count) throws InterruptedException {
            int until = rounds.get() + count;
            while (rounds.get() < until) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void anAgentThatThrowsIsDroppedAlone() throws InterruptedException {
        AgentLoop loop = new AgentLoop("test-loop", Duration.ofMillis(2), () -> {});
        loop.start();
        Worker good = new Worker();
        Worker bad = new Worker();
        loop.add(good);
        loop.add(bad);
        good.awaitRounds(3);
        bad.awaitRounds(3);
        bad.sabotaged = true;
        good.awaitRounds(5);
        int rounds = bad.rounds.get();
        good.awaitRounds(5);
        assertThat(bad.failure.get()).isEqualTo("sabotage");
        assertThat(bad.rounds.get()).isEqualTo(rounds);
        loop.remove(bad).join(); // already gone: no matter
        loop.remove(good).join();
        loop.close();
    }

    @Test
    void nothingRunsOnceRemoved() throws InterruptedException {
        AgentLoop loop = new AgentLoop("test-loop", Duration.ofMillis(1), () -> {});
        loop.start();
        for (int i = 0; i < 50; i++) {
            Worker worker = new Worker();
            loop.add(worker);
            worker.awaitRounds(1);
            loop.remove(worker).join();
            int rounds = worker.rounds.get();
            assertThat(worker.inside).isFalse();
            Thread.sleep(3);
            assertThat(worker.rounds.get()).isEqualTo(rounds);
        }
        loop.close();
    }

    @Test
    void aWakeIsARoundAtOnce() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(20);
        AgentLoop loop = new AgentLoop("test-loop", Duration.ofHours(1), rounds::countDown);
        loop.start();
        loop.add(new Worker());
        for (int i = 0; i < 40; i++) {
            loop.wake();
            Thread.sleep(5);
        }
        assertThat(rounds.await(2, TimeUnit.SECONDS)).isTrue();
        loop.close();
    }

    @Test
    void closingWaitsForTheRoundUnderWay() {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch inside = new CountDownLatch(1);
        AgentLoop loop = new AgentLoop("test-loop", Duration.ofMillis(1), () -> {
            inside.countDown();
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.set(true);
        });
        loop.start();
        try {
            assertThat(inside.await(2, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
        assertThat(done).isTrue();
    }
}
