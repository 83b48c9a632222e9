// A client of the native dialect in a page: logs in over WebSocket, calls and is called, and talks over a data channel of its own.
window.peer = {
    entries: [], events: [], heard: [], waiting: [], answers: new Map(), held: [], inCall: false, nextId: 0,

    async login(url, token, device) {
        this.socket = new WebSocket(url, 'oim.v2');
        this.socket.onmessage = message => this.take(JSON.parse(message.data));
        await new Promise((resolve, reject) => { this.socket.onopen = resolve; this.socket.onerror = () => reject(new Error('no connection')); });
        return this.request({ type: 'login', version: 2, token, device: { id: device, class: 'web' } });
    },

    request(frame) {
        const id = String(++this.nextId);
        this.socket.send(JSON.stringify({ id, ...frame }));
        return new Promise((resolve, reject) => this.answers.set(id, answer =>
            answer.type === 'error' ? reject(new Error(JSON.stringify(answer))) : resolve(answer)));
    },

    take(frame) {
        if (frame.re) {
            this.answers.get(frame.re)(frame);
            this.answers.delete(frame.re);
        } else if (frame.type === 'messages' || frame.type === 'offline') {
            // While a session catches up, or does so again, what is new comes with the backlog.
            const items = frame.items ?? frame.conversations.flatMap(one => one.messages);
            this.entries.push(...items.filter(item => !this.entries.some(known => known.messageId === item.messageId)));
            this.socket.send(JSON.stringify({ type: 'ack', items: items.map(item => ({ conversation: item.conversation, seq: item.seq })) }));
        } else if (frame.type === 'call') {
            this.events.push(frame.event);
            this.react(frame);
        }

        this.waiting = this.waiting.filter(one => !one.holds() || one.resolve());
    },

    until(holds) {
        return new Promise(resolve => { this.waiting.push({ holds, resolve }); this.waiting = this.waiting.filter(one => !one.holds() || one.resolve()); });
    },

    async react(frame) {
        if (frame.event === 'invite') {
            this.invited = frame;
        } else if (frame.event === 'accept') {
            await this.connection.setRemoteDescription(frame.sdp);
            this.entered();
        } else if (frame.event === 'signal') {
            await this.connection.addIceCandidate(frame.data.candidate);
        }
    },

    async connect() {
        const { servers } = await this.request({ type: 'call.servers' });
        this.connection = new RTCPeerConnection({ iceServers: servers });
        this.connection.onicecandidate = ({ candidate }) => {
            if (candidate) {
                this.held.push(candidate.toJSON());
                this.flush();
            }
        };
    },

    entered() {
        this.inCall = true;
        this.flush();
    },

    // Only those who are in a call pass anything on: until then candidates are kept.
    flush() {
        while (this.inCall && this.held.length > 0) {
            this.request({ type: 'call.signal', call: this.call, data: { candidate: this.held.shift() } });
        }
    },

    listen(channel) {
        this.channel = channel;
        this.opened = new Promise(resolve => { channel.onopen = resolve; if (channel.readyState === 'open') { resolve(); } });
        channel.onmessage = message => { this.heard.push(message.data); this.waiting = this.waiting.filter(one => !one.holds() || one.resolve()); };
    },

    async invite(user) {
        await this.connect();
        this.listen(this.connection.createDataChannel('talk'));
        await this.connection.setLocalDescription(await this.connection.createOffer());
        this.call = (await this.request({ type: 'call.invite', to: { user }, media: 'audio', sdp: this.connection.localDescription.toJSON() })).call;
        return this.call;
    },

    async accept() {
        await this.until(() => this.invited);
        this.call = this.invited.call;
        await this.connect();
        this.connection.ondatachannel = ({ channel }) => this.listen(channel);
        await this.request({ type: 'call.ring', call: this.call });
        await this.connection.setRemoteDescription(this.invited.sdp);
        await this.connection.setLocalDescription(await this.connection.createAnswer());
        await this.request({ type: 'call.accept', call: this.call, sdp: this.connection.localDescription.toJSON() });
        this.entered();
        return this.call;
    },

    async say(text) {
        while (!this.channel) {
            await new Promise(resolve => { const before = this.connection.ondatachannel; this.connection.ondatachannel = event => { before(event); resolve(); }; });
        }

        await this.opened;
        this.channel.send(text);
    },

    async hear() {
        await this.until(() => this.heard.length > 0);
        return this.heard[0];
    },

    hangup() {
        this.connection.close();
        return this.request({ type: 'call.hangup', call: this.call });
    },

    async entry() {
        await this.until(() => this.entries.some(entry => entry.content && entry.content.type === 'call'));
        return JSON.stringify(this.entries.filter(entry => entry.content && entry.content.type === 'call').map(entry => entry.content));
    },
};
