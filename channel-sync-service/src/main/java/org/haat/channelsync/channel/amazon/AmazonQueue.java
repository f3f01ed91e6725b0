package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.NotificationQueue.Received;
import org.haat.channelsync.channel.http.HttpSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The seller's SQS queue, through Amazon's own client. The queue's address says where it is called; only hosts that the
 * installation allows are. Clients are kept, one a queue and agency.
 */
final class AmazonQueue {
    static final String URL = "queue_url";
    static final String KEY_ID = "queue_access_key_id";
    static final String SECRET = "queue_secret_access_key";
    /** Who puts notifications into a queue, and must be let in by its policy. */
    private static final String SENDER = "437568002678";

    private static final Pattern AWS_HOST = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** The longest that the queue itself waits for a message. */
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_AT_ONCE = 10;
    private final HttpSettings allowed;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    private record Client(int credentials, SqsClient sqs) {}

    AmazonQueue(List<String> origins) {
        this.allowed = HttpSettings.forBaseUrls(origins.toArray(String[]::new));
    }

    Optional<String> url(Account account) {
        return Optional.ofNullable(account.settings().get(URL)).filter(url -> !url.isBlank());
    }

    /** An address without keys, keys that would go to a stranger, and a kind of queue that Amazon does not fill. */
    void check(Account account, List<AccountFault> faults) {
        Optional<String> url = url(account);
        if (url.isEmpty()) {
            return;
        }
        if (!isAllowed(url.get())) {
            faults.add(new AccountFault(
                    URL, "host-not-allowed", "Enter the address of a queue on a host that this installation allows"));
        } else if (url.get().endsWith(".fifo")) {
            faults.add(new AccountFault(URL, "queue-not-filled", "Amazon fills standard queues only, not FIFO queues"));
        }
        for (String key : List.of(KEY_ID, SECRET)) {
            if (account.secrets().getOrDefault(key, "").isBlank()) {
                faults.add(new AccountFault(
                        key, "required", "Enter the key of a user who may receive and delete from the queue"));
            }
        }
    }

    private boolean isAllowed(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && uri.getRawQuery() == null && allowed.allows(uri);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    List<Received> receive(Account account, Duration patience) {
        int seconds = (int) Math.min(LONGEST_PATIENCE.toSeconds(), patience.toSeconds());
        return ask(account, sqs -> sqs
                .receiveMessage(wish -> wish.queueUrl(account.setting(URL))
                        .maxNumberOfMessages(MOST_AT_ONCE)
                        .waitTimeSeconds(seconds))
                .messages()
                .stream()
                .map(one -> new Received(one.messageId(), one.receiptHandle(), one.body()))
                .toList());
    }

    void remove(Account account, Received message) {
        var unused = ask(
                account,
                sqs -> sqs.deleteMessage(
                        wish -> wish.queueUrl(account.setting(URL)).receiptHandle(message.receipt())));
    }

    /**
     * The queue's own name at Amazon. A queue at Amazon whose policy does not let notifications in is refused here: Amazon would
     * take the subscription and send nothing, without a word.
     */
    String arn(Account account) {
        Map<QueueAttributeName, String> attributes = ask(account, sqs -> sqs.getQueueAttributes(
                        wish -> wish.queueUrl(account.setting(URL)).attributeNames(QueueAttributeName.ALL))
                .attributes());
        boolean atAmazon =
                AWS_HOST.matcher(URI.create(account.setting(URL)).getHost()).matches();
        if (atAmazon && !attributes.getOrDefault(QueueAttributeName.POLICY, "").contains(SENDER)) {
            throw new ChannelException(
                    FailureKind.REJECTED,
                    "The queue's policy must allow " + SENDER + " sqs:SendMessage and sqs:GetQueueAttributes");
        }
        String arn = attributes.get(QueueAttributeName.QUEUE_ARN);
        if (arn == null) {
            throw new ChannelException(FailureKind.PROTOCOL, "The queue does not tell its ARN");
        }
        return arn;
    }

    private <T> T ask(Account account, Function<SqsClient, T> question) {
        try {
            return question.apply(client(account));
        } catch (AwsServiceException e) {
            throw new ChannelException(kind(e), "The queue answered " + e.statusCode() + " " + code(e));
        } catch (SdkException e) {
            throw new ChannelException(
                    FailureKind.TEMPORARY,
                    "The queue did not answer (" + e.getClass().getSimpleName() + ")",
                    null,
                    null,
                    e);
        }
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    }

    private static FailureKind kind(AwsServiceException e) {
        if (e.isThrottlingException()) {
            return FailureKind.THROTTLED;
        }
        if (code(e).contains("NonExistentQueue") || code(e).contains("QueueDoesNotExist")) {
            return FailureKind.NOT_FOUND;
        }
        return e.statusCode() >= 500
                ? FailureKind.TEMPORARY
                : e.statusCode() == 401 || e.statusCode() == 403 ? FailureKind.FORBIDDEN : FailureKind.REJECTED;
    }

    private SqsClient client(Account account) {
        String url = account.setting(URL);
        if (!isAllowed(url)) {
            throw new ChannelException(FailureKind.REJECTED, "This installation does not allow the queue's host");
        }
        AwsBasicCredentials keys = AwsBasicCredentials.create(account.secret(KEY_ID), account.secret(SECRET));
        return clients.compute(account.agency() + ' ' + url, (same, known) -> {
                    if (known != null && known.credentials() == keys.hashCode()) {
                        return known;
                    }
                    if (known != null) {
                        known.sqs().close();
                    }
                    return new Client(keys.hashCode(), build(URI.create(url), keys));
                })
                .sqs();
    }

    private static SqsClient build(URI url, AwsBasicCredentials keys) {
        Matcher host = AWS_HOST.matcher(url.getHost());
        String authority = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
        return SqsClient.builder()
                .endpointOverride(URI.create(url.getScheme() + "://" + authority))
                .region(Region.of(host.matches() ? host.group(1) : "eu-west-1"))
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(LONGEST_PATIENCE.plus(CONNECT))
                        .build())
                .overrideConfiguration(call -> call.apiCallTimeout(LONGEST_PATIENCE.plus(CONNECT.multipliedBy(2))))
                .build();
    }
}
