package dev.startupguard.servlet;

import org.junit.jupiter.api.Nested;

/** Every behaviour on Undertow 2.3. */
class UndertowTest {

    @Nested
    class Admission extends AdmissionContract {
        Admission() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class WarmUpRequest extends WarmUpRequestContract {
        WarmUpRequest() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class InFlight extends InFlightContract {
        InFlight() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class Probe extends ProbeContract {
        Probe() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class ProbeLoad extends ProbeLoadContract {
        ProbeLoad() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class Platform extends PlatformContract {
        Platform() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class ClosedResponse extends ClosedResponseContract {
        ClosedResponse() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class Control extends ControlContract {
        Control() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class WarmUpEndpoint extends WarmUpEndpointContract {
        WarmUpEndpoint() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class PlainApplication extends PlainApplicationContract {
        PlainApplication() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class ClosedDoor extends ClosedDoorContract {
        ClosedDoor() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class UnreadBody extends UnreadBodyContract {
        UnreadBody() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class Cors extends CorsContract {
        Cors() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class Bypass extends BypassContract {
        Bypass() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class ControlBody extends ControlBodyContract {
        ControlBody() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class Stream extends StreamContract {
        Stream() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class Language extends LanguageContract {
        Language() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class BypassExchange extends BypassExchangeContract {
        BypassExchange() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class FilterOrder extends FilterOrderContract {
        FilterOrder() {
            super(new UndertowContainer());
        }
    }

    @Nested
    class Deployment extends DeploymentContract {
        Deployment() {
            super(new UndertowContainer());
        }
    }
}
