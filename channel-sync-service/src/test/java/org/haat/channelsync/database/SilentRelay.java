package org.haat.channelsync.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes between a client and a server, until it is told to keep them for itself. */
final class SilentRelay implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private boolean silent;

    private SilentRelay(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static SilentRelay to(int port) throws IOException {
        SilentRelay relay = new SilentRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        start(relay::accept);
        return relay;
    }

    int port() {
        return door.getLocalPort();
    }

    synchronized void silence() {
        silent = true;
    }

    synchronized void speak() {
        silent = false;
        notifyAll();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(client, server));
                start(() -> pass(client, server));
                start(() -> pass(server, client));
            }
        } catch (IOException e) {
            // the test is over
            return;
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                awaitWord();
                out.write(bytes, 0, count);
            }
        } catch (IOException e) {
            // one side hung up
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitWord() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        speak();
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
