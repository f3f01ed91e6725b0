package org.haat.channelsync.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationAddressTest {
    @Test
    void nothingLeadsIntoOurOwnNetwork() {
        assertThat(List.of(
                        "https://127.0.0.1/x",
                        "https://localhost/x",
                        "https://10.0.0.7/",
                        "https://172.20.1.1/",
                        "https://192.168.1.1:8443/",
                        "https://169.254.169.254/latest/meta-data",
                        "https://100.64.0.1/",
                        "https://0.0.0.0/",
                        "https://198.18.0.1/",
                        "https://[::1]/",
                        "https://[fd00::1]/",
                        "https://[fe80::1]/",
                        "https://[::ffff:127.0.0.1]/",
                        "https://[64:ff9b::7f00:1]/",
                        "https://[2002:7f00:1::]/"))
                .allSatisfy(address -> assertThat(DestinationAddress.faultOfWebhook(address, false))
                        .as(address)
                        .isPresent());
    }

    @Test
    void onlyHttpsWithoutNamesAndPasswordsIsTaken() {
        assertThat(List.of(
                        "http://8.8.8.8/x",
                        "ftp://8.8.8.8/x",
                        "https://user:word@8.8.8.8/",
                        "https://8.8.8.8/#x",
                        "8.8.8.8",
                        "https:///x",
                        "https://8.8.8.8/a b",
                        ""))
                .allSatisfy(address -> assertThat(DestinationAddress.faultOfWebhook(address, false))
                        .as(address)
                        .isPresent());
        assertThat(DestinationAddress.faultOfWebhook("https://8.8.8.8:8443/alerts?of=haat", false))
                .isEmpty();
        assertThat(DestinationAddress.faultOfWebhook("http://127.0.0.1:9/x", true))
                .isEmpty();
        assertThat(DestinationAddress.faultOfWebhook("file:///etc/passwd", true))
                .isPresent();
    }

    @Test
    void publicAddressesArePublic() throws UnknownHostException {
        assertThat(DestinationAddress.isPublic(InetAddress.getByName("93.184.216.34")))
                .isTrue();
        assertThat(DestinationAddress.isPublic(InetAddress.getByName("2606:2800:220:1::1")))
                .isTrue();
    }

    @Test
    void anAddressOfMailHoldsNothingThatCouldBecomeAHeader() {
        assertThat(DestinationAddress.faultOfMail("ops@example.org")).isEmpty();
        assertThat(List.of("ops", "ops@example.org\nBcc: x@y.z", "a b@example.org", "<a@b.c>", "a@b.c,d@e.f", ""))
                .allSatisfy(address -> assertThat(DestinationAddress.faultOfMail(address))
                        .as(address)
                        .isPresent());
    }
}
