//! Carrying out what changes an entry of the codebook and needs what its fields came to first.

use super::super::app::App;
use super::super::intent::RoleChange;
use crate::edit::{CodeChange, Edit};
use crate::model::{CodeId, Role, SpeakerId};

impl App {
    /// Changes the list of a speaker's roles; what is typed in the fields of a role stays with it.
    pub(super) fn change_roles(&mut self, speaker: &SpeakerId, change: RoleChange) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(known) = session.project.codebook().speakers().get(speaker) else {
            return;
        };
        let mut roles = known.roles.clone();
        match change {
            RoleChange::Add => roles.push(Role {
                title: String::new(),
                organisation: None,
                from: None,
                until: None,
            }),
            RoleChange::Remove(at) => {
                if at < roles.len() {
                    roles.remove(at);
                    session.drafts.fields.remove_role(speaker, at);
                }
            }
            RoleChange::Organisation(at, organisation) => {
                if let Some(role) = roles.get_mut(at) {
                    role.organisation = organisation;
                }
            }
        }
        self.apply(Edit::ChangeCode {
            id: CodeId::Speaker(speaker.clone()),
            change: CodeChange::Roles(roles),
        });
    }
}
