package dev.startupguard.servlet;

import org.junit.jupiter.api.Nested;

/** Every behaviour on Jetty 12.1 with Servlet 6.0. */
class JettyEe10Test {

    @Nested
    class Admission extends AdmissionContract {
        Admission() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class WarmUpRequest extends WarmUpRequestContract {
        WarmUpRequest() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class InFlight extends InFlightContract {
        InFlight() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class Probe extends ProbeContract {
        Probe() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class ProbeLoad extends ProbeLoadContract {
        ProbeLoad() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class Platform extends PlatformContract {
        Platform() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class ClosedResponse extends ClosedResponseContract {
        ClosedResponse() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class Control extends ControlContract {
        Control() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class WarmUpEndpoint extends WarmUpEndpointContract {
        WarmUpEndpoint() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class PlainApplication extends PlainApplicationContract {
        PlainApplication() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class ClosedDoor extends ClosedDoorContract {
        ClosedDoor() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class UnreadBody extends UnreadBodyContract {
        UnreadBody() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class Cors extends CorsContract {
        Cors() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class Bypass extends BypassContract {
        Bypass() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class ControlBody extends ControlBodyContract {
        ControlBody() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class Stream extends StreamContract {
        Stream() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class Language extends LanguageContract {
        Language() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class BypassExchange extends BypassExchangeContract {
        BypassExchange() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class FilterOrder extends FilterOrderContract {
        FilterOrder() {
            super(new JettyEe10Container());
        }
    }

    @Nested
    class Deployment extends DeploymentContract {
        Deployment() {
            super(new JettyEe10Container());
        }
    }
}
