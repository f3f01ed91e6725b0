package org.haat.channelsync.channel.http;

import java.time.Clock;

/** What a channel's calls are composed with; the engine may give its own of each. */
public record HttpParts(
        Throttle throttle, Breaker breaker, Transcript transcript, CallMeter meter, Clock clock, Pause pause) {

    /** Everything in this process, nothing recorded. */
    public static HttpParts inProcess(Clock clock) {
        return new HttpParts(
                new TokenBucketThrottle(clock),
                new Breaker(clock, Breaker.THRESHOLD, Breaker.REST),
                Transcript.NONE,
                CallMeter.NONE,
                clock,
                Pause.real());
    }

    public HttpParts withTranscript(Transcript other) {
        return new HttpParts(throttle, breaker, other, meter, clock, pause);
    }

    public HttpParts withMeter(CallMeter other) {
        return new HttpParts(throttle, breaker, transcript, other, clock, pause);
    }

    public HttpParts withThrottle(Throttle other) {
        return new HttpParts(other, breaker, transcript, meter, clock, pause);
    }

    public HttpParts withBreaker(Breaker other) {
        return new HttpParts(throttle, other, transcript, meter, clock, pause);
    }

    public HttpParts withPause(Pause other) {
        return new HttpParts(throttle, breaker, transcript, meter, clock, other);
    }
}
