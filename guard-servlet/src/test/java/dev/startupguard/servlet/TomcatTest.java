package dev.startupguard.servlet;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every behaviour on Tomcat 11. */
@Tag("servlet-6.1")
class TomcatTest {

    @Nested
    class Admission extends AdmissionContract {
        Admission() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class WarmUpRequest extends WarmUpRequestContract {
        WarmUpRequest() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class InFlight extends InFlightContract {
        InFlight() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class Probe extends ProbeContract {
        Probe() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class ProbeLoad extends ProbeLoadContract {
        ProbeLoad() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class Platform extends PlatformContract {
        Platform() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class ClosedResponse extends ClosedResponseContract {
        ClosedResponse() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class Control extends ControlContract {
        Control() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class WarmUpEndpoint extends WarmUpEndpointContract {
        WarmUpEndpoint() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class PlainApplication extends PlainApplicationContract {
        PlainApplication() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class ClosedDoor extends ClosedDoorContract {
        ClosedDoor() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class UnreadBody extends UnreadBodyContract {
        UnreadBody() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class Cors extends CorsContract {
        Cors() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class Bypass extends BypassContract {
        Bypass() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class ControlBody extends ControlBodyContract {
        ControlBody() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class Stream extends StreamContract {
        Stream() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class Language extends LanguageContract {
        Language() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class BypassExchange extends BypassExchangeContract {
        BypassExchange() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class FilterOrder extends FilterOrderContract {
        FilterOrder() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class Deployment extends DeploymentContract {
        Deployment() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class WebSocket extends WebSocketContract {
        WebSocket() {
            super(new TomcatContainer());
        }
    }
}
