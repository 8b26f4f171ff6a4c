package dev.startupguard.servlet;

import org.junit.jupiter.api.Nested;

/** Every behaviour on Undertow. */
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
