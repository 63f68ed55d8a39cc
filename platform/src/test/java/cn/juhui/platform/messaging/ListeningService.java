package cn.juhui.platform.messaging;

/// The service of [ListeningTest], for tests of starts and ends; settings file `ear-service`.
public final class ListeningService {

    private ListeningService() {}

    public static Class<?> application() {
        return EarApplication.class;
    }
}
