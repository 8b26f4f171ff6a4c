package dev.startupguard.servlet;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every behaviour on Jetty 12.1 with Servlet 6.1. */
@Tag("servlet-6.1")
class JettyEe11Test {

    @Nested
    class Admission extends AdmissionContract {
        Admission() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class WarmUpRequest extends WarmUpRequestContract {
        WarmUpRequest() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class InFlight extends InFlightContract {
        InFlight() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class Probe extends ProbeContract {
        Probe() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class ProbeLoad extends ProbeLoadContract {
        ProbeLoad() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class Platform extends PlatformContract {
        Platform() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class ClosedResponse extends ClosedResponseContract {
        ClosedResponse() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class Control extends ControlContract {
        Control() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class WarmUpEndpoint extends WarmUpEndpointContract {
        WarmUpEndpoint() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class PlainApplication extends PlainApplicationContract {
        PlainApplication() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class ClosedDoor extends ClosedDoorContract {
        ClosedDoor() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class UnreadBody extends UnreadBodyContract {
        UnreadBody() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class Cors extends CorsContract {
        Cors() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class Bypass extends BypassContract {
        Bypass() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class ControlBody extends ControlBodyContract {
        ControlBody() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class Stream extends StreamContract {
        Stream() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class Language extends LanguageContract {
        Language() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class BypassExchange extends BypassExchangeContract {
        BypassExchange() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class FilterOrder extends FilterOrderContract {
        FilterOrder() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class Deployment extends DeploymentContract {
        Deployment() {
            super(new JettyEe11Container());
        }
    }

    @Nested
    class WebSocket extends WebSocketContract {
        WebSocket() {
            super(new JettyEe11Container());
        }
    }
}
