import { type Letter, letterWithLink } from "./letter.ts";

type Recipient = { readonly name: string; readonly email: string };

export function passwordResetLetter(to: Recipient, url: string): Letter {
  return letterWithLink({
    to: to.email,
    subject: "Choose a new password for Quantloom",
    greeting: `Hello ${to.name},`,
    before: "Somebody asked for a new password for your account. The link works once, for one hour.",
    link: { label: "Choose a new password", url },
    after: "If it was not you, do nothing: your password stays as it is.",
  });
}

export function addressVerificationLetter(to: Recipient, url: string): Letter {
  return letterWithLink({
    to: to.email,
    subject: "Confirm your address for Quantloom",
    greeting: `Hello ${to.name},`,
    before: "Confirm that this address is yours. The link works for one hour.",
    link: { label: "Confirm this address", url },
    after: "If you have no account with Quantloom, do nothing: somebody mistyped their address.",
  });
}

type Invitation = { readonly email: string; readonly team: string; readonly invitedBy: string; readonly role: string };

export function invitationLetter({ email, team, invitedBy, role }: Invitation, url: string): Letter {
  return letterWithLink({
    to: email,
    subject: `${invitedBy} invites you to ${team} on Quantloom`,
    greeting: "Hello,",
    before: `${invitedBy} invites you to the team ${team} as ${role}. The link works for seven days, with an account of this address.`,
    link: { label: "Look at the invitation", url },
    after: "If you do not know the sender, do nothing.",
  });
}

type Alert = { readonly title: string; readonly body: string; readonly url: string };

export function alertLetter(to: Recipient, { title, body, url }: Alert): Letter {
  return letterWithLink({
    to: to.email,
    subject: title,
    greeting: `Hello ${to.name},`,
    before: body === "" ? `${title}.` : body,
    link: { label: "Open in Quantloom", url },
    after: "You choose in Settings, Alerts, what is sent to you by e-mail.",
  });
}
